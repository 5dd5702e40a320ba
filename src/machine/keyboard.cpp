#include "machine/keyboard.h"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "machine/file_changes.h"

namespace costcurve {

namespace {

volatile std::sig_atomic_t was_interrupted = 0;
volatile std::sig_atomic_t was_resized = 0;

termios usual_mode_of_terminal;
constexpr std::array<int, 3> interruptions = {SIGINT, SIGTERM, SIGHUP};

void note_interruption(int) { was_interrupted = 1; }
void note_size(int) { was_resized = 1; }

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigaction(signal, &action, nullptr);  // without SA_RESTART: a wait ends
}

}  // namespace

Keyboard::Keyboard() {
  for (const int signal : interruptions) handle(signal, note_interruption);
  handle(SIGWINCH, note_size);
  // In the background a terminal is somebody else's: setting it would stop the program.
  const bool is_ours = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && tcgetpgrp(STDIN_FILENO) == getpgrp();
  if (!is_ours || tcgetattr(STDIN_FILENO, &usual_mode_of_terminal) != 0) return;
  termios mode = usual_mode_of_terminal;
  mode.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  mode.c_cc[VMIN] = 1;
  mode.c_cc[VTIME] = 0;
  is_there_ = tcsetattr(STDIN_FILENO, TCSANOW, &mode) == 0;
}

Keyboard::~Keyboard() {
  if (is_there_) tcsetattr(STDIN_FILENO, TCSANOW, &usual_mode_of_terminal);
  for (const int signal : interruptions) handle(signal, SIG_DFL);
  handle(SIGWINCH, SIG_DFL);
}

namespace {

// Takes what happens to files until nothing has for a moment; a file that is written all the time does not keep an
// answer waiting for longer than a second.
void let_settle(FileChanges& changes, std::chrono::milliseconds quiet) {
  const auto begun = std::chrono::steady_clock::now();
  pollfd files = {changes.descriptor(), POLLIN, 0};
  while (std::chrono::steady_clock::now() - begun < std::chrono::seconds(1) && was_interrupted == 0 &&
         poll(&files, 1, static_cast<int>(quiet.count())) > 0)
    changes.take();
}

}  // namespace

Happened next_happening(FileChanges& changes, const Keyboard& keyboard, std::chrono::milliseconds quiet,
                        std::optional<std::chrono::milliseconds> most) {
  Happened happened;
  while (true) {
    std::array<pollfd, 2> sources = {{{changes.descriptor(), POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
    const int ready = was_interrupted != 0 || was_resized != 0 ? 0
                                                               : poll(sources.data(), keyboard.is_there() ? 2 : 1,
                                                                      most ? static_cast<int>(most->count()) : -1);
    happened.interrupted = was_interrupted != 0;
    happened.resized = was_resized != 0;
    was_resized = 0;
    if (happened.interrupted || happened.resized || ready == 0) return happened;
    if (ready < 0) continue;
    if ((sources[0].revents & POLLIN) != 0 && changes.take()) {
      let_settle(changes, quiet);
      happened.files = true;
    }
    if (keyboard.is_there() && (sources[1].revents & (POLLIN | POLLHUP)) != 0 &&
        read(STDIN_FILENO, &happened.key, 1) != 1)
      happened.interrupted = true;  // whoever typed has gone
    if (happened.files || happened.key != 0 || happened.interrupted) return happened;
  }
}

}  // namespace costcurve
