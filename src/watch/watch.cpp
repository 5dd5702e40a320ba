#include "watch/watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <system_error>

#include "answer/edited.h"
#include "answer/tried.h"
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
    for (const std::string& word : words)
      if (word.ends_with(".toml") && scenario_.empty()) scenario_ = word;
  }

  int run() {
    const Keyboard keyboard;
    has_keys_ = keyboard.is_there() && terminal_.is_seen;
    changes_.follow({scenario_});  // what happens while the first answer is worked out is not missed
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

  // Everything is read anew: which of many files has changed does not matter then.
  void answer_anew() {
    Library library(files_, configs_folder(), &store_);
    Outcome outcome = answer_to(words_, library);
    catalogs_ = library.looks_into();
    const bool is_answer = outcome.exit <= unexpected;
    Drawn drawn;
    drawn.time = local_time().substr(11);
    const std::string before = good_;
    if (is_answer) {
      drawn.change = change_since_good();
      good_ = outcome.out + outcome.err;
      good_time_ = drawn.time;
      keep(drawn.change);
      std::set<std::string> read = library.read_so_far();
      read.insert(scenario_);
      keep_texts_of(read);
    } else {
      drawn.mistakes = outcome.err;
    }
    drawn.answer = good_;
    drawn.good_time = good_time_;
    if (!page_.empty()) drawn.remarks += write_page(library, drawn.mistakes);
    drawn.remarks += lost_;
    drawn.keys = keys();
    draw(screen_of(drawn, before, terminal_.colour));
    followed_ = library.read_so_far();
    followed_.insert(scenario_);
    changes_.follow(followed_);
  }

  std::string text_of(const std::string& path) const {
    const std::variant<std::string, Unread> text = files_.read(path, largest_text);
    return std::holds_alternative<std::string>(text) ? std::get<std::string>(text) : "";
  }

  // Against all files as they were when there was an answer last.
  std::string change_since_good() {
    MemoryFiles as_they_were(&files_);
    bool differs = false;
    for (const auto& [path, text] : good_texts_) {
      if (text == text_of(path)) continue;
      as_they_were.put(path, text);
      differs = true;
    }
    if (!differs) return {};
    Library before(as_they_were, configs_folder(), &store_), now(files_, configs_folder(), &store_);
    before.look_into(catalogs_);
    now.look_into(catalogs_);
    return what_has_changed(scenario_, before, now);
  }

  void keep_texts_of(const std::set<std::string>& paths) {
    good_texts_.clear();
    for (const std::string& path : paths)
      if (files_.is_file(path)) good_texts_[path] = text_of(path);
  }

  std::string keys() const { return has_keys_ ? "u undoes the last change, l lists what was tried, q ends" : ""; }

  // A text that answered is kept, so that nobody needs to have thought of that before.
  void keep(const std::string& change) {
    const std::string text = text_of(scenario_);
    const bool is_new = !text.empty() && text != good_text_ && text != undone_to_;
    good_text_ = text;
    undone_to_.clear();
    if (!is_new) return;
    Library library(files_, configs_folder(), &store_);
    const std::string folder = folder_of_trials(scenario_, library);
    if (folder.empty()) return;
    library.look_into(catalogs_);
    std::string answer = change.empty() ? what_it_comes_to(scenario_, library) : change;
    if (answer.empty()) answer = first_line(good_);  // where nothing is asked but what a claim says
    Trial added{0, local_time(), without_escapes(answer), text};
    const std::string failure = store_.change(folder_of(folder), [&] {
      std::vector<Trial> kept = kept_trials(folder, files_);
      added.number = kept.empty() ? 1 : kept.back().number + 1;
      const bool is_kept = !kept.empty() && text_of_trial(folder, kept.back().number, files_) == text;
      if (is_kept) added.number = kept.back().number;
      return is_kept ? std::vector<KeptFile>() : with_trial(folder, std::move(kept), added);
    });
    lost_ = failure.empty() ? "" : "this text could not be kept, so it cannot be come back to: " + failure + "\n";
    if (failure.empty()) way_here_.push_back(added.number);
  }

  // The text before the one that answered last; back from a text with mistakes, that one itself.
  void undo() {
    const Library library(files_, configs_folder(), &store_);
    const std::string folder = folder_of_trials(scenario_, library);
    const bool stands_there = text_of(scenario_) == good_text_;
    if (stands_there && lost_.empty() && !way_here_.empty()) way_here_.pop_back();
    const std::optional<std::string> text =
        way_here_.empty() ? std::nullopt : text_of_trial(folder, way_here_.back(), files_);
    if (!text) return draw("there is no earlier text to go back to\n\n" + keys() + "\n");
    undone_to_ = *text;
    const std::string failure = write_whole(scenario_, *text);
    if (!failure.empty()) draw(scenario_ + " could not be written: " + failure + "\n\n" + keys() + "\n");
  }

  void show_trials() {
    Library library(files_, configs_folder(), &store_);
    draw(answer_to({"tried", scenario_}, library).out + "\n" + keys() + "\n");
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
  std::string scenario_;  // the first that is named: what is kept and undone
  Disk disk_;
  WithBuiltIn files_{disk_};
  DiskStore store_;
  FileChanges changes_;
  std::set<std::string> followed_;
  std::vector<std::string> catalogs_;  // of the user's own, that the answer looks into
  bool has_keys_ = false;
  std::string good_, good_time_, good_text_;       // the last answer that there was, and the text behind it
  std::map<std::string, std::string> good_texts_;  // of all files behind it
  std::string page_text_;                          // the last page
  std::string lost_;                               // why the last text could not be kept
  std::vector<int> way_here_;                      // the numbers of the texts that led to the one in the file
  std::string undone_to_;                          // a text that was put back, and is kept already
  bool is_seen_ = true;
};

}  // namespace

int watch_files(const std::vector<std::string>& words, const std::string& page, const char* version) {
  const bool has_files = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    const PathKind kind = Disk().kind(word);
    return word.ends_with(".toml") || kind == PathKind::folder;
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
