#include "watch/watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <system_error>

#include "answer/edited.h"
#include "command/command.h"
#include "machine/built_in.h"
#include "machine/clock.h"
#include "machine/disk.h"
#include "machine/disk_store.h"
#include "machine/file_changes.h"
#include "machine/keyboard.h"
#include "machine/location.h"
#include "machine/terminal.h"
#include "machine/whole_file.h"
#include "text/path.h"
#include "text/texts.h"
#include "watch/edits.h"
#include "watch/screen.h"

namespace costcurve {

namespace {

// An editor writes, renames and touches within a few milliseconds.
constexpr std::chrono::milliseconds quiet{10};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

// A page looks once in a second whether there is another.
std::string reloading(std::string page) {
  const std::string head = "<head>";
  const std::size_t at = page.find(head);
  if (at != std::string::npos) page.insert(at + head.size(), "\n<meta http-equiv=\"refresh\" content=\"1\">");
  return page;
}

class Watch {
 public:
  Watch(const std::vector<std::string>& words, const std::string& page, const char* version)
      : words_(words), page_(page), version_(version), terminal_(terminal_of_process()) {
    for (const std::string& word : words) {
      const PathKind kind = disk_.kind(word);
      if (kind == PathKind::folder)
        folders_.push_back(word);
      else if (kind != PathKind::nothing || word.ends_with(".toml"))
        named_.push_back(word);
    }
  }

  int run() {
    const Keyboard keyboard;
    has_keys_ = keyboard.is_there() && terminal_.is_seen;
    changes_.follow(with_named({}));  // what happens while the first answer is worked out is not missed
    answer_anew();
    while (is_seen_) {
      const Happened happened = next_happening(changes_, keyboard, quiet);
      if (happened.interrupted || happened.key == 'q') break;
      if (happened.resized) terminal_ = terminal_of_process();
      if (happened.files || happened.resized) answer_anew();
      if (happened.key == 'u') undo();
      if (happened.key == 'l') show_trials();
    }
    return is_seen_ ? as_expected : not_written;
  }

 private:
  Outcome answer_to(std::vector<std::string> words, Library& library) const {
    words.insert(words.begin(), "costcurve");
    std::vector<const char*> pointers;
    for (const std::string& word : words) pointers.push_back(word.c_str());
    try {
      Terminal beside_marks = terminal_;  // a mark stands in front of each line
      --beside_marks.width;
      return answer(static_cast<int>(pointers.size()), pointers.data(), version_, library, beside_marks);
    } catch (const std::exception& exception) {
      const Fault fault = fault_of(exception);
      return {"", "costcurve: " + fault.sentence + "\n", fault.exit};
    }
  }

  std::set<std::string> with_named(std::set<std::string> paths) const {
    paths.insert(named_.begin(), named_.end());
    paths.insert(folders_.begin(), folders_.end());
    return paths;
  }

  // Whoever opens a pipe waits for somebody who writes into it.
  std::string no_file_any_more() const {
    const auto pipe = std::find_if(named_.begin(), named_.end(),
                                   [&](const std::string& path) { return files_.kind(path) == PathKind::other; });
    return pipe == named_.end() ? "" : *pipe + " is a pipe, a socket or a device now, and no file\n";
  }

  // Everything is read anew: which of many files has changed does not matter then.
  void answer_anew() {
    Library library(files_, configs_folder(), &store_);
    Outcome outcome{"", no_file_any_more(), wrong_input};
    if (outcome.err.empty()) outcome = answer_to(words_, library);
    catalogs_ = library.looks_into();
    const std::set<std::string> read = with_named(library.read_so_far());
    const bool is_answer = outcome.exit <= unexpected;
    Drawn drawn;
    drawn.time = local_time().substr(11);
    const std::string before = good_;
    TextsByPath now;
    if (is_answer) {
      now = texts_of(read);
      drawn.change = change_since_good(now);
      good_ = outcome.out + outcome.err;
      good_time_ = drawn.time;
    } else {
      drawn.mistakes = outcome.err;
    }
    drawn.answer = good_;
    drawn.good_time = good_time_;
    if (!page_.empty()) drawn.remarks += write_page(library, drawn.mistakes);
    drawn.keys = keys();
    draw(screen_of(drawn, before, terminal_.colour));
    changes_.follow(read);
    if (!is_answer) return;
    // A disk takes its time to keep a text: the answer is seen by then.
    edits_.keep(now, first_scenario(now), [&] { return told_in_the_log(drawn.change, now); });
    if (edits_.lost().empty()) return;
    drawn.remarks += edits_.lost();
    draw(screen_of(drawn, before, terminal_.colour));
  }

  // Of what comes with the program nobody edits anything.
  TextsByPath texts_of(const std::set<std::string>& paths) const {
    TextsByPath texts;
    const std::string shipped = configs_folder() + "/";
    for (const std::string& path : paths)
      if (!path.starts_with(shipped) && files_.is_file(path))
        if (const auto text = files_.read(path, largest_text); std::holds_alternative<std::string>(text))
          texts[path] = std::get<std::string>(text);
    return texts;
  }

  bool is_scenario(const std::string& path) const {
    return std::find(named_.begin(), named_.end(), path) != named_.end() ||
           (path.ends_with(".toml") && std::any_of(folders_.begin(), folders_.end(), [&](const std::string& folder) {
              return path.starts_with(folder.ends_with('/') ? folder : folder + "/");
            }));
  }

  std::string first_scenario(const TextsByPath& texts) const {
    for (const std::string& path : named_)
      if (texts.contains(path)) return path;
    return {};
  }

  // Those that were edited, or, where it is a file that scenarios refer to, the first few that may.
  std::vector<std::string> scenarios_that_changed(const std::vector<std::string>& edited) const {
    constexpr std::size_t most = 8;
    std::vector<std::string> paths;
    for (const std::string& path : edited)
      if (is_scenario(path)) paths.push_back(path);
    if (paths.empty())
      for (const auto& [path, text] : edits_.good())
        if (is_scenario(path) && paths.size() < most) paths.push_back(path);
    return paths;
  }

  // Against all files as they were when there was an answer last.
  std::string change_since_good(const TextsByPath& now_texts) {
    const std::vector<std::string> edited = edits_.changed(now_texts);
    if (edited.empty()) return {};
    MemoryFiles as_they_were(&files_);
    for (const std::string& path : edited) as_they_were.put(path, edits_.good().at(path));
    Library before(as_they_were, configs_folder(), &store_), now(files_, configs_folder(), &store_);
    before.look_into(catalogs_);
    now.look_into(catalogs_);
    std::string told;
    for (const std::string& scenario : scenarios_that_changed(edited))
      if (const std::string change = what_has_changed(scenario, before, now); !change.empty())
        told += (told.empty() ? "" : "\n") + change;
    return told;
  }

  std::string keys() const { return has_keys_ ? "u undoes the last change, l lists what was tried, q ends" : ""; }

  // What a text came to, in one line.
  std::string told_in_the_log(const std::string& change, const TextsByPath& texts) {
    if (!change.empty()) return without_escapes(change);
    Library library(files_, configs_folder(), &store_);
    library.look_into(catalogs_);
    const std::string first = first_scenario(texts);
    const std::string answer = first.empty() ? "" : what_it_comes_to(first, library);
    return without_escapes(answer.empty() ? first_line(good_)
                                          : answer);  // where nothing is asked but what a claim says
  }

  void undo() {
    TextsByPath now = edits_.good();
    for (auto& [path, text] : now) {
      const TextsByPath there = texts_of({path});
      text = there.empty() ? "" : there.begin()->second;
    }
    const std::optional<Edits::Undone> undone = edits_.undo(now);
    if (!undone) return draw("there is no earlier text to go back to\n\n" + keys() + "\n");
    const std::string failure = write_whole(undone->path, undone->text);
    if (!failure.empty()) draw(undone->path + " could not be written: " + failure + "\n\n" + keys() + "\n");
  }

  void show_trials() {
    Library library(files_, configs_folder(), &store_);
    std::string told;
    for (const std::string& path : edits_.kept()) told += answer_to({"tried", path}, library).out + "\n";
    draw((told.empty() ? "nothing was kept yet\n\n" : told) + keys() + "\n");
  }

  // What went wrong with it, if anything.
  std::string write_page(Library& library, const std::string& mistakes) {
    std::vector<std::string> words = words_;
    words.insert(words.end(), {"--format", "html"});
    const Outcome outcome = answer_to(words, library);
    if (!outcome.out.empty()) page_text_ = reloading(outcome.out);
    if (page_text_.empty()) return {};
    const std::string failure =
        write_whole(page_, mistakes.empty() ? page_text_ : page_with_mistakes(page_text_, without_escapes(mistakes)));
    return failure.empty() ? "" : page_ + " could not be written: " + failure + "\n";
  }

  // Whoever looked may have gone: a pipe that is closed.
  void draw(const std::string& text) {
    is_seen_ = show(terminal_.is_seen ? clear_screen + within_height(text, terminal_.height) : text + "\n");
  }

  std::vector<std::string> words_;
  std::string page_;
  const char* version_;
  Terminal terminal_;
  Disk disk_;
  WithBuiltIn files_{disk_};
  DiskStore store_;
  Edits edits_{files_, store_};
  std::vector<std::string> named_, folders_;
  FileChanges changes_;
  std::vector<std::string> catalogs_;  // of the user's own, that the answer looks into
  bool has_keys_ = false;
  std::string good_, good_time_;  // the last answer that there was
  std::string page_text_;         // the last page
  bool is_seen_ = true;
};

}  // namespace

int watch_files(const std::vector<std::string>& words, const std::string& page, const char* version) {
  const bool has_files = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word.ends_with(".toml") || Disk().kind(word) != PathKind::nothing;
  });
  const auto is_page = [&](const std::string& word) { return plain_path(word) == plain_path(page); };
  if (!page.empty() && (page.ends_with(".toml") || std::any_of(words.begin(), words.end(), is_page))) {
    show(fmt::format("`{}` is a scenario, and the page would take its place: --html {}.html\n", page,
                     page.substr(0, page.rfind('.'))));
    return wrong_input;
  }
  if (!has_files) {
    show("nothing is followed: `watch` takes a scenario, for example costcurve watch scenarios/deepseek-r1.toml\n");
    return wrong_input;
  }
  return Watch(words, page, version).run();
}

}  // namespace costcurve
