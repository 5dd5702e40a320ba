#include "machine/disk.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

Unread::Why why_unread(const std::string& path, std::size_t largest = 1000) {
  const auto read = Disk().read(path, largest);
  REQUIRE_MESSAGE(std::holds_alternative<Unread>(read), path, " was read");
  return std::get<Unread>(read).why;
}

std::string text_of(const Files& files, const std::string& path, std::size_t largest = 1000) {
  const auto read = files.read(path, largest);
  REQUIRE_MESSAGE(std::holds_alternative<std::string>(read), path, " was not read");
  return std::get<std::string>(read);
}

}  // namespace

TEST_CASE("what is no file on the disk is named as what it is") {
  const TemporaryFolder folder;
  write_file(folder.path + "/file", "text");
  CHECK(why_unread(folder.path + "/missing") == Unread::Why::missing);
  CHECK(why_unread(folder.path + "/file/below") == Unread::Why::missing);
  CHECK(why_unread(folder.path + "/" + std::string(5000, 'x')) == Unread::Why::missing);
  CHECK(why_unread(folder.path + std::string("/file\0", 6)) == Unread::Why::missing);
  CHECK(why_unread("") == Unread::Why::missing);
  CHECK(why_unread(folder.path) == Unread::Why::directory);
  CHECK(why_unread("/dev/zero") == Unread::Why::too_large);
  CHECK(why_unread(folder.path + "/file", 3) == Unread::Why::too_large);
  CHECK(why_unread("/proc/self/mem") == Unread::Why::unreadable);
  if (geteuid() != 0) {
    REQUIRE(chmod((folder.path + "/file").c_str(), 0) == 0);
    CHECK(why_unread(folder.path + "/file") == Unread::Why::unreadable);
  }
}

TEST_CASE("a file of the disk is read to its end, whatever it is called and however long it says it is") {
  const TemporaryFolder folder;
  for (const std::string name : {"plain.toml", "a b.toml", "\n.toml", "\xff\xfe.toml", "\x1b[31m.toml"}) {
    write_file(folder.path + "/" + name, "text of " + name);
    CHECK(text_of(Disk(), folder.path + "/" + name) == "text of " + name);
    CHECK(text_of(Disk(folder.path), name) == "text of " + name);
    CHECK(Disk(folder.path).is_file(name));
  }
  write_file(folder.path + "/longest", std::string(1000, 'x'));
  CHECK(text_of(Disk(), folder.path + "/longest").size() == 1000);
  CHECK(text_of(Disk(), "/dev/null").empty());
  CHECK(text_of(Disk(), "/proc/self/status", 100'000).size() > 100);  // of length 0, as its system says
  CHECK_FALSE(Disk().is_file("/dev/null"));
  CHECK_FALSE(Disk().is_file(folder.path));
}

TEST_CASE("a pipe is read until its writer is done") {
  const TemporaryFolder folder;
  const std::string path = folder.path + "/pipe.toml";
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  const std::string text = "[run]\nx = \"5 USD\"\n" + std::string(100'000, '#') + "\n";
  std::jthread writer([&] { write_file(path, text); });
  CHECK(text_of(Disk(), path, 200'000) == text);
}

TEST_CASE("the names in a folder of the disk are sorted, and a missing folder has none") {
  const TemporaryFolder folder;
  for (const char* name : {"b", "a", "c"}) write_file(folder.path + "/" + name, "");
  std::vector<std::string> names = Disk().list(folder.path);
  std::erase_if(names, [](const std::string& name) { return name.starts_with('.'); });
  CHECK(names == std::vector<std::string>{"a", "b", "c"});
  CHECK(Disk().list(folder.path + "/missing").empty());
}
