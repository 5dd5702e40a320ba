// A scenario that is watched: what a person sees who saves it, breaks it, mends it and takes it away.

#include "watch/watch.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "support/support.h"
#include "watch/screen.h"

using namespace costcurve;
using namespace costcurve::testing;

namespace {

// A folder with a scenario in it, and a process that watches it and writes into a file what a person would see.
class Watched {
 public:
  Watched() : folder_(std::filesystem::temp_directory_path() / ("costcurve-watch-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
    save(2);
    child_ = fork();
    if (child_ != 0) return;
    const int seen = open(path("seen").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(seen, STDOUT_FILENO);
    setenv("XDG_STATE_HOME", path("state").c_str(), 1);
    setenv("COSTCURVE_CONFIGS", (source_folder() + "/configs").c_str(), 1);
    _exit(watch_files({"check", path("mine.toml")}, path("page.html"), "test"));
  }
  ~Watched() {
    kill(child_, SIGTERM);
    int status = 0;
    waitpid(child_, &status, 0);
    std::filesystem::remove_all(folder_);
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  // As an editor does: beside it, and renamed.
  void save(int rent) const {
    write("new", "[run]\nsheet = \"training\"\nchips = 512\nduration = \"80 h\"\nrent = \"" + std::to_string(rent) +
                     " USD/chip/h\"\n");
    std::filesystem::rename(path("new"), path("mine.toml"));
  }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path(name)) << text; }

  // Waits until the file holds the words behind what has been seen so far.
  bool shows(const std::string& words, const std::string& file = "seen") {
    for (int attempt = 0; attempt < 1500; ++attempt) {
      const std::string text = std::filesystem::exists(path(file)) ? read_file(path(file)) : "";
      const std::size_t found = text.find(words, file == "seen" ? looked_at_ : 0);
      if (found != std::string::npos) {
        if (file == "seen") looked_at_ = found;
        return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }

  // Waits until so many texts are kept, and no more.
  bool keeps(std::size_t texts) const {
    std::size_t kept = 0;
    for (int attempt = 0; attempt < 250 && kept != texts; ++attempt) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      for (const auto& entry : std::filesystem::recursive_directory_iterator(path("state")))
        if (entry.path().filename() == "log") kept = lines_of(read_file(entry.path().string())).size();
    }
    return kept == texts;
  }

 private:
  std::filesystem::path folder_;
  pid_t child_ = 0;
  std::size_t looked_at_ = 0;
};

}  // namespace

TEST_CASE("a watched scenario is answered anew at every save, with what changed in front") {
  Watched watched;
  CHECK(watched.shows("run.cost is $81,920"));
  watched.save(3);
  CHECK(watched.shows("run.cost is $122,880, was $81,920: 50 % more, because of rent"));
  CHECK(watched.shows("▌run.cost is $122,880"));
  CHECK(watched.shows("http-equiv=\"refresh\"", "page.html"));
  CHECK(watched.shows("$122,880", "page.html"));
}

TEST_CASE("what has changed is said too where it is a table that the scenario names") {
  Watched watched;
  CHECK(watched.shows("run.cost is $81,920"));
  watched.write("rows.csv", "model,chip_time\na,100 chip h\nb,200 chip h\n");
  watched.write("mine.toml",
                "answer = [\"total.time\"]\n[run]\nsheet = \"training\"\nrows = \"rows.csv\"\n"
                "[total]\ntime = \"run.a.chip_time + run.b.chip_time\"\n");
  CHECK(watched.shows("total.time is 300 chip·h"));
  watched.write("rows.csv", "model,chip_time\na,100 chip h\nb,500 chip h\n");
  CHECK(watched.shows("total.time is 600 chip·h, was 300 chip·h: "));
}

TEST_CASE("beside a mistake the last answer of a watched scenario stays, and what goes may come back") {
  Watched watched;
  CHECK(watched.shows("run.cost is $81,920"));
  watched.write("mine.toml", "[run\n");
  CHECK(watched.shows("the brackets of this heading do not match"));
  CHECK(watched.shows("the last answer, of "));
  CHECK(watched.shows("run.cost is $81,920"));
  std::filesystem::remove(watched.path("mine.toml"));
  CHECK(watched.shows("error: there is no such file"));
  std::filesystem::create_directory(watched.path("mine.toml"));
  CHECK(watched.shows("no scenario"));
  std::filesystem::remove(watched.path("mine.toml"));
  watched.save(4);
  CHECK(watched.shows("run.cost is $163,840, was $81,920"));
  // What answered was kept, what did not was not; a text is kept once it has been seen what it comes to.
  CHECK(watched.keeps(2));
}

TEST_CASE("lines that were not there before are marked, however they moved") {
  CHECK(marked("a\nb\n", "", false) == " a\n b\n");
  CHECK(marked("b\na\nc\n", "a\nb\n", false) == " b\n a\n▌c\n");
  CHECK(marked("a\na\n", "a\n", false) == " a\n▌a\n");
}
