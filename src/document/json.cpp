#include <fmt/format.h>

#include "document/data.h"
#include "text/diagnostic.h"

namespace costcurve {

namespace {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void write(const Data& data) {
    const bool outer = on_one_line_;
    on_one_line_ = outer || data.is_on_one_line();
    std::visit([this](const auto& value) { write_value(value); }, data.value());
    on_one_line_ = outer;
  }

 private:
  void write_value(std::monostate) { out_ += "null"; }
  void write_value(bool value) { out_ += value ? "true" : "false"; }
  void write_value(double value) { append_number(out_, value); }
  void write_value(std::int64_t value) { out_ += std::to_string(value); }
  void write_value(const std::string& text) { write_text(text); }

  void write_value(const Data::List& list) {
    write_between('[', ']', list.size(), [&](std::size_t i) { write(list[i]); });
  }

  void write_value(const Data::Members& members) {
    write_between('{', '}', members.size(), [&](std::size_t i) {
      write_text(members[i].first);
      out_ += on_one_line_ ? ":" : ": ";
      write(members[i].second);
    });
  }

  void write_value(const std::shared_ptr<DataColumn>& column) {
    out_.reserve(out_.size() + column->size * usual_length);
    std::vector<std::string> few;
    for (const Data& one_of_few : column->few) JsonWriter(few.emplace_back()).write(one_of_few);
    write_between('[', ']', column->size, [&](std::size_t i) {
      if (column->number)
        append_number(out_, column->number(i));
      else if (column->choice)
        out_ += few[column->choice(i)];
      else if (const std::optional<std::string> text = column->text(i))
        write_text(*text);
      else
        out_ += "null";
    });
  }

  template <class WriteElement>
  void write_between(char opening, char closing, std::size_t size, const WriteElement& write_element) {
    out_ += opening;
    ++depth_;
    for (std::size_t i = 0; i < size; ++i) {
      if (i > 0) out_ += ',';
      new_line();
      write_element(i);
    }
    --depth_;
    if (size > 0) new_line();
    out_ += closing;
  }

  void new_line() {
    if (on_one_line_) return;
    out_ += '\n';
    out_.append(depth_ * 2, ' ');
  }

  void write_text(const std::string& text) {
    std::string escaped;
    escaped.reserve(text.size() + 2);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t length = character_length(text, at);
      if (length == 0)
        escaped += "\xEF\xBF\xBD";  // the replacement character: these bytes are no text
      else if (length == 1)
        append_escaped(escaped, text[at]);
      else
        escaped.append(text, at, length);
      at += std::max<std::size_t>(1, length);
    }
    out_ += '"' + made_visible(escaped) + '"';
  }

  static void append_escaped(std::string& out, char c) {
    switch (c) {
      case '"': out += "\\\""; return;
      case '\\': out += "\\\\"; return;
      case '\b': out += "\\b"; return;
      case '\f': out += "\\f"; return;
      case '\n': out += "\\n"; return;
      case '\r': out += "\\r"; return;
      case '\t': out += "\\t"; return;
      default: break;
    }
    if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    else
      out += c;
  }

  static constexpr std::size_t usual_length = 20;  // of a number: reserved, so that text is not copied while it grows

  std::string& out_;
  std::size_t depth_ = 0;
  bool on_one_line_ = false;
};

}  // namespace

void append_json(std::string& out, const Data& data) { JsonWriter(out).write(data); }

std::string json(const Data& data) {
  std::string out;
  append_json(out, data);
  return out;
}

}  // namespace costcurve
