// Earlier answers, read event by event: a file of a hundred million brackets costs no memory, and ends at its first
// few.

#include <fmt/format.h>

#include <array>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>

#include "answer/since.h"
#include "text/byte_iterator.h"

namespace costcurve {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t largest_answer = 256U << 20U;
constexpr std::size_t deepest_answer = 16;  // an answer is six levels deep
constexpr const char* remedy = "`costcurve check mine.toml --format json > earlier.json` prints such an answer";

// Receives the events of one file. What stands at "quantities" and "claims" of each object that may be an answer is
// kept.
class Reader final : public nlohmann::json_sax<Json> {
 public:
  std::vector<EarlierAnswer> answers;
  std::string problem;

  bool null() override { return value(std::nullopt, nullptr); }
  bool boolean(bool) override { return value(std::nullopt, nullptr); }
  bool number_integer(number_integer_t number) override { return value(static_cast<double>(number), nullptr); }
  bool number_unsigned(number_unsigned_t number) override { return value(static_cast<double>(number), nullptr); }
  bool number_float(number_float_t number, const string_t&) override { return value(number, nullptr); }
  bool string(string_t& text) override { return value(std::nullopt, &text); }
  bool binary(binary_t&) override { return true; }
  bool key(string_t& name) override {
    path_.back() = name;
    return true;
  }
  bool start_object(std::size_t) override {
    if (path_.size() == root()) {
      answers.emplace_back();
      seen_ = 0;
    }
    if (in("claims") && path_.size() == root() + 2) answers.back().claims.emplace_back();
    if (in("quantities") && path_.size() == root() + 1) seen_ |= 2U;
    return descend();
  }
  bool end_object() override {
    path_.pop_back();
    if (path_.size() == root() && seen_ != 3) return other();
    return true;
  }
  bool start_array(std::size_t) override {
    if (path_.empty())
      is_list_ = true;
    else if (path_.size() == root())
      return other();
    return descend();
  }
  bool end_array() override {
    path_.pop_back();
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& fault) override {
    const bool at_end = std::strstr(fault.what(), "unexpected end of input") != nullptr;
    problem = at_end ? "this JSON stops in the middle" : fmt::format("this is no JSON: byte {} fits nothing", position);
    return false;
  }

 private:
  // An answer stands alone or in a list.
  std::size_t root() const { return is_list_ ? 1 : 0; }
  bool in(const char* name) const { return path_.size() > root() && path_[root()] == name; }
  bool other() {
    problem = "this is JSON, but no answer of `check` or `run`";
    return false;
  }
  bool descend() {
    path_.emplace_back();
    return path_.size() <= deepest_answer || other();
  }

  bool value(std::optional<double> number, std::string* text) {
    const std::size_t depth = path_.size();
    if (depth <= root()) return other();
    EarlierAnswer& answer = answers.back();
    const std::string& name = path_.back();
    if (depth == root() + 1 && text && name == "scenario") {
      answer.scenario = *text;
      seen_ |= 1U;
    }
    if (depth == root() + 1 && text && name == "variant") answer.variant = *text;
    if (in("quantities") && depth == root() + 3) keep(answer.quantities[path_[root() + 1]], name, number, text);
    if (in("claims") && depth == root() + 3 && !answer.claims.empty()) keep(answer.claims.back(), name, number, text);
    return true;
  }

  static void keep(EarlierQuantity& quantity, const std::string& name, std::optional<double> number,
                   std::string* text) {
    if (name == "value") {
      quantity.value.number = number;
      if (text) quantity.value.text = *text;
    }
    if (name == "unit" && text) quantity.value.unit = *text;
    if (name == "low") quantity.low = number;
    if (name == "high") quantity.high = number;
  }
  static void keep(EarlierClaim& claim, const std::string& name, std::optional<double> number, std::string* text) {
    if (name == "computed") claim.computed.number = number;
    if (!text) return;
    if (name == "computed") claim.computed.text = *text;
    for (const auto& [key, kept] : {std::pair<const char*, std::string*>{"says", &claim.says},
                                    {"of", &claim.of},
                                    {"than", &claim.than},
                                    {"in", &claim.variant},
                                    {"verdict", &claim.verdict},
                                    {"unit", &claim.computed.unit}})
      if (name == key) *kept = *text;
  }

  std::vector<std::string> path_;  // the keys that lead here; empty in lists
  bool is_list_ = false;
  unsigned seen_ = 0;  // of the present object: 1 its scenario, 2 its quantities
};

// The bytes of a file as the parser takes them.
class Bytes {
 public:
  explicit Bytes(OpenFile& file) : file_(file) {}
  bool at_end() {
    if (at_ == filled_) filled_ = file_.read(piece_.data(), piece_.size()), at_ = 0;
    return at_ == filled_;
  }
  const char& current() const { return piece_[at_]; }
  void advance() { ++at_; }

 private:
  OpenFile& file_;
  std::array<char, 65536> piece_;
  std::size_t at_ = 0, filled_ = 0;
};

Diagnostic about(const std::string& path, std::string problem, std::vector<std::string> notes) {
  Diagnostic made = without_place(std::move(problem), std::move(notes));
  auto source = std::make_shared<Source>();
  source->name = path;
  made.place = {source, 0, 0};
  return made;
}

std::string obstacle(const Unread& unread) {
  switch (unread.why) {
    case Unread::Why::missing: return "there is no such file";
    case Unread::Why::directory: return "this is a directory, not an earlier answer";
    case Unread::Why::too_large:
      return fmt::format("this file is larger than {} MB, and no answer", largest_answer >> 20U);
    case Unread::Why::unreadable: break;
  }
  return "this file cannot be read: " + unread.reason;
}

}  // namespace

std::optional<Earlier> read_earlier(const Files& files, const std::string& path, Diagnostics& diagnostics) {
  const auto wrong = [&](const std::string& problem, std::vector<std::string> notes) {
    diagnostics.add(about(path, problem, std::move(notes)));
    return std::nullopt;
  };
  const auto opened = files.open(path);
  if (const Unread* unread = std::get_if<Unread>(&opened)) return wrong(obstacle(*unread), {remedy});
  OpenFile& file = *std::get<std::unique_ptr<OpenFile>>(opened);
  if (file.size() && *file.size() > largest_answer) return wrong(obstacle({Unread::Why::too_large, ""}), {remedy});
  Bytes bytes(file);
  const bool empty = bytes.at_end();
  Reader reader;
  const bool whole = !empty && Json::sax_parse(ByteIterator<Bytes>{&bytes}, ByteIterator<Bytes>{}, &reader);
  if (!file.failure().empty()) return wrong(obstacle({Unread::Why::unreadable, file.failure()}), {remedy});
  if (empty)
    return wrong("this file is empty",
                 {"a shell empties the file behind > before costcurve runs: print the new answer to another", remedy});
  if (!whole) return wrong(reader.problem, {remedy});
  if (reader.answers.empty()) return wrong("there is no answer in this list", {remedy});
  return Earlier{path, std::move(reader.answers)};
}

}  // namespace costcurve
