#include "imports/toml_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/diagnostic.h"

namespace costcurve::imports {

std::string toml_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') quoted += '\\';
    if (byte < 0x20 || byte == 0x7f)
      quoted += fmt::format("\\u{:04x}", byte);
    else
      quoted += c;
  }
  return quoted + '"';
}

std::string toml_key(std::string_view name) {
  constexpr std::string_view bare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  const bool is_bare = !name.empty() && name.find_first_not_of(bare) == std::string_view::npos;
  return is_bare ? std::string(name) : toml_quoted(name);
}

std::string toml_fact(std::string_view amount, std::string_view source_key, std::string_view more) {
  return fmt::format("{{ is = {}, source = \"{}\"{}{} }}", toml_quoted(amount), source_key, more.empty() ? "" : ", ",
                     more);
}

std::string source_key(const ReadFrom& from, const std::string& read_on) {
  std::string key(from.source_key);
  if (read_on.empty() || read_on == from.day) return key;
  key += "_" + read_on;
  std::replace(key.begin(), key.end(), '-', '_');
  return key;
}

namespace {

std::string source_row(const ReadFrom& from, const std::string& day) {
  const std::string address = from.url.empty() ? "" : ", url = " + toml_quoted(from.url);
  return fmt::format("{} = {{ title = {}{}, date = \"{}\" }}\n", source_key(from, day), toml_quoted(from.title),
                     address, day);
}

}  // namespace

std::string toml_sources(const ReadFrom& from, const std::set<std::string>& days) {
  std::string text = "[sources]\n" + source_row(from, from.day);
  for (const std::string& day : days)
    if (!day.empty() && day != from.day) text += source_row(from, day);
  return text;
}

std::string imported_mark(std::string_view kind) { return fmt::format("# Imported by `costcurve import {}`", kind); }

std::string imported_head(std::string_view what, const ReadFrom& from) {
  return imported_mark(from.kind) + " on " + from.day + ": " + std::string(what) + "\n" +
         "# The next such import writes this file anew: what you add belongs into a file of your own.\n";
}

}  // namespace costcurve::imports
