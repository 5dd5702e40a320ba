#include "machine/whole_file.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
  return names;
}

// Writes in another process until it is killed.
pid_t writing(const std::string& path, const std::string& text) {
  const pid_t child = fork();
  if (child != 0) return child;
  for (;;) write_whole(path, text);
}

}  // namespace

TEST_CASE("a file is written anew, and over an old one") {
  const TemporaryFolder folder;
  const std::string path = folder.path + "/report.html";
  CHECK(write_whole(path, "one") == "");
  CHECK(read_file(path) == "one");
  chmod(path.c_str(), 0640);
  CHECK(write_whole(path, "another") == "");
  CHECK(read_file(path) == "another");
  struct stat status {};
  CHECK(stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0640);
  CHECK(names_in(folder.path) == std::vector<std::string>{"report.html"});
}

TEST_CASE("a link stays, and leads to what was written") {
  const TemporaryFolder folder;
  write_file(folder.path + "/file", "old");
  std::filesystem::create_symlink("file", folder.path + "/link");
  CHECK(write_whole(folder.path + "/link", "new") == "");
  CHECK(std::filesystem::is_symlink(folder.path + "/link"));
  CHECK(read_file(folder.path + "/file") == "new");
}

TEST_CASE("what cannot be written says why, and leaves nothing behind") {
  const TemporaryFolder folder;
  CHECK(write_whole(folder.path + "/missing/report", "x") == "No such file or directory");
  CHECK(write_whole(folder.path, "x") == "Is a directory");
  CHECK(write_whole("/dev/full", "x") == "No space left on device");
  CHECK(write_whole("/dev/null", "x") == "");
  CHECK(names_in(folder.path).empty());
}

TEST_CASE("a disk that fills up on the way leaves the old file whole") {
  const TemporaryFolder folder;
  const std::string path = folder.path + "/report.html";
  write_file(path, "old");
  const pid_t child = fork();
  if (child == 0) {
    const rlimit least = {4096, 4096};
    std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &least);
    _exit(write_whole(path, std::string(100000, 'x')) == "File too large" ? 0 : 1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(read_file(path) == "old");
  CHECK(names_in(folder.path) == std::vector<std::string>{"report.html"});
}

TEST_CASE("whoever is killed on the way leaves all of the old file or all of the new: 200 kills") {
  const TemporaryFolder folder;
  const std::string path = folder.path + "/report.html", one(1 << 20, '1'), other(1 << 20, '2');
  write_file(path, one);
  int broken = 0, changed = 0;
  for (int kill_number = 0; kill_number < 200; ++kill_number) {
    const pid_t child = writing(path, kill_number % 2 == 0 ? other : one);
    usleep(static_cast<useconds_t>(kill_number * 37 % 4000));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const std::string found = read_file(path);
    broken += found != one && found != other;
    changed += found == (kill_number % 2 == 0 ? other : one);
  }
  CHECK(broken == 0);
  CHECK(changed > 0);  // some were killed after it, some before
  CHECK(changed < 200);
  // Between its name and its place a file is for a moment only.
  const int nameless = open(folder.path.c_str(), O_TMPFILE | O_WRONLY, 0600);
  if (nameless < 0) return;
  close(nameless);
  CHECK(names_in(folder.path).size() < 20);
}
