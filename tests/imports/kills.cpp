// An import that is killed, from the words of its command line on.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>

#include "machine/disk_store.h"
#include "support/support.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

std::string prices(int dollars) {
  std::string text = "[";
  for (int provider = 0; provider < 8; ++provider) {
    text += fmt::format(R"({}{{"id": "p{}", "models": [)", provider ? ",\n" : "", provider);
    for (int model = 0; model < 20; ++model)
      text += fmt::format(R"({}{{"id": "m{}", "prices": {{"input_mtok": {}}}}})", model ? ", " : "", model, dollars);
    text += "]}";
  }
  return text + "]";
}

int import_into(const std::string& folder, const std::string& file) {
  const Disk disk;
  DiskStore store;
  Library library(disk, configs_folder(), &store);
  const std::string path = folder + "/" + file, catalog = folder + "/catalog";
  const char* words[] = {"costcurve", "import", "genai-prices", path.c_str(), "--catalog", catalog.c_str()};
  return answer(6, words, "0", library, Terminal()).exit;
}

std::map<std::string, std::string> catalog_in(const std::string& folder) {
  std::map<std::string, std::string> texts;
  for (const std::string& path : files_in(folder + "/catalog/apis", ".toml")) texts[path] = read_file(path);
  return texts;
}

// No more than a busy disk should cost a test.
double microseconds_since(std::chrono::steady_clock::time_point start) {
  const std::chrono::duration<double, std::micro> duration = std::chrono::steady_clock::now() - start;
  return std::min(duration.count(), 60'000.0);
}

}  // namespace

TEST_CASE("an import that is killed leaves the old catalog or the new one, whole: 200 kills") {
  const TemporaryFolder folder;
  write_file(folder.path + "/one.json", prices(1));
  write_file(folder.path + "/two.json", prices(2));
  const auto start = std::chrono::steady_clock::now();
  CHECK(import_into(folder.path, "two.json") == 0);
  const auto two = catalog_in(folder.path);
  CHECK(import_into(folder.path, "one.json") == 0);
  const auto one = catalog_in(folder.path);
  const double both = microseconds_since(start);
  CHECK(one != two);
  int broken = 0, changed = 0;
  for (int kill_number = 0; kill_number < 200; ++kill_number) {
    const pid_t child = fork();
    if (child == 0)
      for (;;) {
        import_into(folder.path, "two.json");
        import_into(folder.path, "one.json");
      }
    usleep(static_cast<useconds_t>(both * 2 * (kill_number * 37 % 200) / 200));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const auto found = catalog_in(folder.path);
    broken += found != one && found != two;
    changed += found == two;
  }
  CHECK(broken == 0);
  CHECK(changed > 0);
}
