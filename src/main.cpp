#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <string>

#include "answer/fault.h"
#include "command/command.h"
#include "command/watched.h"
#include "machine/built_in.h"
#include "machine/disk.h"
#include "machine/disk_store.h"
#include "machine/location.h"
#include "machine/memory.h"
#include "machine/terminal.h"
#include "machine/whole_file.h"
#include "text/diagnostic.h"
#include "watch/watch.h"

namespace {

// True if everything reached its place: a full disk shows only when the buffer is flushed and the file closed.
bool written(std::FILE* stream, const std::string& text) {
  const bool whole = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
  return std::fflush(stream) == 0 && whole;
}

}  // namespace

int main(int count, char** words) {
  costcurve::keep_freed_memory();
  std::signal(SIGPIPE, SIG_IGN);
  costcurve::Outcome outcome;
  try {
    const costcurve::CommandLine line = costcurve::read_command_line(count, words);
    if (costcurve::is_to_be_watched(line))
      return costcurve::watch_files(costcurve::watched_words(line), line.options.text(costcurve::Option::html),
                                    COSTCURVE_VERSION);
    const costcurve::Disk disk;
    const costcurve::WithBuiltIn files(disk);
    costcurve::DiskStore store;
    costcurve::Library library(files, costcurve::configs_folder(), &store);
    outcome = costcurve::answer(count, words, COSTCURVE_VERSION, library, costcurve::terminal_of_process());
  } catch (const std::bad_alloc&) {
    std::fprintf(stderr, "costcurve: %s\n", costcurve::too_little_memory);
    return costcurve::not_written;
  } catch (const std::exception& exception) {
    const costcurve::Fault fault = costcurve::fault_of(exception);
    std::fprintf(stderr, "costcurve: %s\n", fault.sentence.c_str());
    return fault.exit;
  }
  if (!outcome.err.empty()) written(stderr, outcome.err);
  if (!outcome.file.empty()) {
    const std::string failure = costcurve::write_whole(outcome.file, outcome.out);
    if (failure.empty()) return outcome.exit;
    std::fprintf(stderr, "costcurve: %s could not be written: %s\n", costcurve::made_visible(outcome.file).c_str(),
                 failure.c_str());
    return costcurve::not_written;
  }
  bool good = written(stdout, outcome.out);
  const int reason = errno;
  good = std::fclose(stdout) == 0 && good;
  if (good) return outcome.exit;
  if (reason != EPIPE)
    std::fprintf(stderr, "costcurve: the answer could not be written: %s\n", std::strerror(reason ? reason : errno));
  return costcurve::not_written;
}
