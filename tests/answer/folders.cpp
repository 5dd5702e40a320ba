// Folders on a disk, as they are handed in: links in a circle and to nowhere, sockets, pipes, ten thousand files.

#include "answer/folders.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

constexpr const char* small = "[run]\nsheet = \"training\"\nchips = 8\nduration = \"1 h\"\n";

std::string reason_for(const FolderContents& found, const std::string& ending) {
  for (const FolderContents::Aside& aside : found.aside)
    if (aside.path.ends_with(ending)) return aside.reason;
  return "";
}

void make_socket(const std::string& path) {
  const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  REQUIRE(bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  close(descriptor);
}

}  // namespace

TEST_CASE("a folder's scenarios are found below it, each folder once, and what is none is named") {
  const TemporaryFolder folder;
  const std::string root = folder.path;
  std::filesystem::create_directories(root + "/b/deep");
  write_file(root + "/z.toml", small);
  write_file(root + "/a.toml", small);
  write_file(root + "/notes.txt", "no scenario");
  write_file(root + "/.hidden.toml", small);
  write_file(root + "/LOUD.TOML", small);
  write_file(root + "/mine.toml.txt", small);
  write_file(root + "/README.md", "no scenario");
  write_file(root + "/b/deep/c.toml", small);
  std::filesystem::create_directory_symlink(root, root + "/b/deep/up");
  std::filesystem::create_symlink(root + "/a.toml", root + "/linked.toml");
  std::filesystem::create_symlink(root + "/nowhere.toml", root + "/lost.toml");
  std::filesystem::create_symlink(root + "/circle.toml", root + "/circle.toml");
  const TemporaryFolder elsewhere;
  write_file(elsewhere.path + "/secret.toml", small);
  std::filesystem::create_symlink(elsewhere.path + "/secret.toml", root + "/borrowed.toml");
  std::filesystem::create_directory_symlink(elsewhere.path, root + "/b/out");
  REQUIRE(mkfifo((root + "/pipe.toml").c_str(), 0600) == 0);
  make_socket(root + "/socket.toml");

  const FolderContents found = scenarios_below(root, Disk());
  CHECK(found.scenarios ==
        std::vector<std::string>{root + "/LOUD.TOML", root + "/a.toml", root + "/linked.toml", root + "/z.toml", root + "/b/deep/c.toml"});
  CHECK(reason_for(found, "/up") == "a link to a folder that is looked into already");
  CHECK(reason_for(found, "/borrowed.toml") == "a link that leads out of the folder");
  CHECK(reason_for(found, "/out") == "a link that leads out of the folder");
  CHECK(reason_for(found, "/lost.toml") == "a link that leads nowhere");
  CHECK(reason_for(found, "/circle.toml") == "cannot be read");
  CHECK(reason_for(found, "/pipe.toml") == "a socket, a pipe or a device");
  CHECK(reason_for(found, "/socket.toml") == "a socket, a pipe or a device");
  CHECK(reason_for(found, "/mine.toml.txt") == "a scenario's name ends in .toml");
  CHECK(reason_for(found, "/notes.txt") == "a scenario's name ends in .toml");
  CHECK(found.aside.size() == 9);
  CHECK(!found.is_cut);
}

TEST_CASE("ten thousand files are checked, a line each") {
  const TemporaryFolder folder;
  constexpr int count = 10'000;
  for (int i = 0; i < count; ++i) write_file(folder.path + "/" + std::to_string(i) + ".toml", small);
  const Outcome outcome = run_line("costcurve check handed-in --brief", folder.path + "/..");
  CHECK(outcome.exit == wrong_input);  // there is no folder of that name
  const Outcome brief = run_line("costcurve check " + folder.path + " --brief", source_folder());
  INFO(brief.err);
  CHECK(brief.exit == as_expected);
  CHECK(std::count(brief.out.begin(), brief.out.end(), '\n') >= count);
  CHECK(brief.out.find("10,000 files.") != std::string::npos);
}

TEST_CASE("a folder without scenarios is refused, with what one is") {
  const TemporaryFolder folder;
  const Outcome outcome = run_line("costcurve check " + folder.path, source_folder());
  CHECK(outcome.exit == wrong_input);
  CHECK(outcome.err.find("there is no scenario in ") != std::string::npos);
  CHECK(outcome.err.find("ends in .toml") != std::string::npos);
}
