#include "machine/disk_store.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>

#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

using Contents = std::map<std::string, std::string>;

// All files below a folder, by their paths in it.
Contents contents_of(const std::string& folder) {
  Contents contents;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      contents[std::filesystem::relative(entry.path(), folder).string()] = read_file(entry.path().string());
  return contents;
}

std::vector<KeptFile> files_of(const Contents& contents) {
  std::vector<KeptFile> files;
  for (const auto& [path, text] : contents) files.push_back({path, text});
  return files;
}

std::string change(const std::string& folder, const Contents& contents) {
  return DiskStore().change(folder, [&] { return files_of(contents); });
}

Contents twelve(const std::string& word) {
  Contents contents;
  for (int number = 0; number < 12; ++number)
    contents[fmt::format("apis/{}.toml", number)] = fmt::format("{} {}", word, std::string(20000, 'x'));
  return contents;
}

ino_t inode_of(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

// No more than a busy disk should cost a test.
double microseconds_since(std::chrono::steady_clock::time_point start) {
  const std::chrono::duration<double, std::micro> duration = std::chrono::steady_clock::now() - start;
  return std::min(duration.count(), 60'000.0);
}

}  // namespace

TEST_CASE("files are kept in a folder that is made for them, one or many, and what lies there already stays") {
  const TemporaryFolder temporary;
  const std::string folder = temporary.path + "/data/catalog";
  CHECK(change(folder, {{"grids.toml", "a"}}) == "");
  CHECK(change(folder, {{"apis/a.toml", "1"}, {"apis/b.toml", "2"}}) == "");
  write_file(folder + "/apis/own.toml", "mine");
  write_file(folder + "/apis/notes/own.txt", "mine too");
  const ino_t own = inode_of(folder + "/apis/own.toml");
  CHECK(change(folder, {{"apis/a.toml", "3"}, {"apis/c.toml", "4"}, {"apis/b.toml", "2"}}) == "");
  CHECK(contents_of(folder) == Contents{{"grids.toml", "a"},
                                        {"apis/a.toml", "3"},
                                        {"apis/b.toml", "2"},
                                        {"apis/c.toml", "4"},
                                        {"apis/own.toml", "mine"},
                                        {"apis/notes/own.txt", "mine too"}});
  CHECK(inode_of(folder + "/apis/own.toml") == own);
}

TEST_CASE("what is as it was is not written again") {
  const TemporaryFolder folder;
  CHECK(change(folder.path, twelve("old")) == "");
  const ino_t before = inode_of(folder.path + "/apis"), file = inode_of(folder.path + "/apis/3.toml");
  CHECK(change(folder.path, twelve("old")) == "");
  CHECK(inode_of(folder.path + "/apis") == before);
  CHECK(inode_of(folder.path + "/apis/3.toml") == file);
}

TEST_CASE("a folder that is a link stays one, and files keep their permissions") {
  const TemporaryFolder folder;
  write_file(folder.path + "/elsewhere/apis/own.toml", "mine");
  write_file(folder.path + "/elsewhere/apis/3.toml", "old");
  chmod((folder.path + "/elsewhere/apis/3.toml").c_str(), 0600);
  std::filesystem::create_directory(folder.path + "/catalog");
  std::filesystem::create_symlink("../elsewhere/apis", folder.path + "/catalog/apis");
  CHECK(change(folder.path + "/catalog", twelve("new")) == "");
  CHECK(std::filesystem::is_symlink(folder.path + "/catalog/apis"));
  CHECK(read_file(folder.path + "/elsewhere/apis/own.toml") == "mine");
  CHECK(read_file(folder.path + "/elsewhere/apis/3.toml").starts_with("new"));
  struct stat status {};
  CHECK(stat((folder.path + "/elsewhere/apis/3.toml").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(contents_of(folder.path + "/elsewhere").size() == 13);
}

TEST_CASE("a catalog that cannot be changed says why") {
  const TemporaryFolder folder;
  write_file(folder.path + "/file", "x");
  CHECK(change(folder.path + "/file/catalog", {{"a", "1"}}) == "Not a directory");
  CHECK(change(folder.path, {{"file/a", "1"}}) != "");
  CHECK(change(folder.path, {{"file/a", "1"}, {"file/b", "2"}}) != "");
  CHECK(contents_of(folder.path) == Contents{{"file", "x"}});
}

TEST_CASE("a disk that fills up on the way leaves the catalog as it was, and nothing beside it") {
  const TemporaryFolder folder;
  CHECK(change(folder.path, twelve("old")) == "");
  const pid_t child = fork();
  if (child == 0) {
    const rlimit least = {4096, 4096};
    std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &least);
    _exit(change(folder.path, twelve("new")) == "File too large" ? 0 : 1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(contents_of(folder.path) == twelve("old"));
}

namespace {

// Files of several folders of a catalog, and one in none.
Contents in_several_folders(const std::string& word) {
  Contents contents = {{"grids.toml", word + " grids"}};
  for (const std::string place : {"apis", "clouds", "llms"})
    for (int number = 0; number < 4; ++number)
      contents[fmt::format("{}/{}.toml", place, number)] = fmt::format("{} {}", word, std::string(20000, 'x'));
  return contents;
}

}  // namespace

TEST_CASE(
    "files of several folders are kept all at once, whoever is killed on the way, and leave nothing beside them") {
  const TemporaryFolder folder;
  const std::string catalog = folder.path + "/catalog";
  const Contents one = in_several_folders("one"), other = in_several_folders("other");
  CHECK(change(catalog, {{"chips/own.toml", "mine"}}) == "");
  const auto start = std::chrono::steady_clock::now();
  CHECK(change(catalog, other) == "");
  CHECK(change(catalog, one) == "");
  const double both = microseconds_since(start);
  int broken = 0;
  for (int kill_number = 0; kill_number < 100; ++kill_number) {
    const pid_t child = fork();
    if (child == 0)
      for (;;) {
        change(catalog, other);
        change(catalog, one);
      }
    usleep(static_cast<useconds_t>(both * 2 * (kill_number * 37 % 100) / 100));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    Contents found = contents_of(catalog);
    broken += found["chips/own.toml"] != "mine";
    found.erase("chips/own.toml");
    broken += found != one && found != other;
  }
  CHECK(broken == 0);
  CHECK(change(catalog, other) == "");
  CHECK(change(catalog, one) == "");
  const auto left = std::filesystem::directory_iterator(folder.path);
  CHECK(std::distance(begin(left), end(left)) == 1);
}

TEST_CASE("whoever is killed on the way leaves all files of the old catalog or all of the new: 200 kills") {
  const TemporaryFolder folder;
  const Contents one = twelve("one"), other = twelve("other");
  const auto start = std::chrono::steady_clock::now();
  CHECK(change(folder.path, other) == "");
  CHECK(change(folder.path, one) == "");
  const double both = microseconds_since(start);
  int broken = 0, changed = 0;
  for (int kill_number = 0; kill_number < 200; ++kill_number) {
    const pid_t child = fork();
    if (child == 0)
      for (;;) {
        change(folder.path, other);
        change(folder.path, one);
      }
    // At any moment of two rounds, as fast as this machine and this disk are.
    usleep(static_cast<useconds_t>(both * 2 * (kill_number * 37 % 200) / 200));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const Contents found = contents_of(folder.path + "/apis");
    broken += found.size() != 12;
    const bool is_other = found.at("0.toml").starts_with("other");
    for (const auto& [path, text] : found) broken += text != (is_other ? other : one).at("apis/" + path);
    changed += is_other;
  }
  CHECK(broken == 0);
  CHECK(changed > 0);
  CHECK(change(folder.path, one) == "");
  CHECK(contents_of(folder.path) == one);  // what the killed ones left is gone
}

TEST_CASE("two that change one catalog at once wait for each other") {
  const TemporaryFolder folder;
  const std::string marker = folder.path + "/marker";
  std::vector<pid_t> children;
  for (int number = 0; number < 3; ++number) {
    children.push_back(fork());
    if (children.back() != 0) continue;
    bool alone = true;
    for (int time = 0; time < 20; ++time)
      DiskStore().change(folder.path + "/catalog", [&] {
        const int file = open(marker.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600);
        alone = alone && file >= 0;
        close(file);
        usleep(500);
        unlink(marker.c_str());
        return files_of(twelve(fmt::format("{} {}", number, time)));
      });
    _exit(alone ? 0 : 1);
  }
  for (const pid_t child : children) {
    int status = 1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  const Contents found = contents_of(folder.path + "/catalog");
  CHECK(found.size() == 12);
  for (const auto& [path, text] : found) CHECK(text == found.begin()->second);
}
