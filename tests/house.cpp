// The house: which room of src/ may include which, and which file names which library.
//
// Rooms stand in order: each may include those that it names, all of them above it. So there is no circle of rooms, and
// what a room rests on can be read off one line. A new arrow is a decision: it is added here, or the file moves.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "support/support.h"

using namespace costcurve::testing;

namespace {

struct Room {
  std::string name;
  std::set<std::string> may_include;
};

const std::vector<Room>& rooms() {
  static const std::vector<Room> rows = {
      {"numeric", {}},
      {"quantity", {"numeric"}},
      {"text", {"numeric", "quantity"}},
      {"graph", {"numeric", "quantity"}},
      {"sheets", {"graph", "quantity"}},
      {"catalog", {"numeric", "quantity", "text"}},
      {"imports", {"numeric", "quantity", "text"}},
      {"solve", {"graph", "numeric", "quantity"}},
      {"scenario", {"catalog", "graph", "numeric", "quantity", "sheets", "solve", "text"}},
      {"program", {"graph", "numeric", "solve"}},
      {"chance", {"numeric", "program", "quantity"}},
      {"search", {"numeric", "program"}},
      {"audit", {"chance", "graph", "numeric", "program", "quantity", "scenario", "search", "solve", "text"}},
      {"plan", {"numeric", "program"}},
      {"compare", {"audit", "numeric", "program", "quantity", "solve"}},
      {"serve", {"audit", "numeric", "program", "quantity", "solve", "text"}},
      {"document", {"numeric", "quantity", "text"}},
      {"answer",
       {"audit", "catalog", "chance", "compare", "document", "graph", "imports", "numeric", "plan", "program",
        "quantity", "scenario", "search", "serve", "sheets", "solve", "text"}},
      {"planner",
       {"answer", "audit", "chance", "document", "imports", "numeric", "plan", "quantity", "scenario", "text"}},
      {"command", {"answer", "document", "planner", "text"}},
      {"machine", {"answer", "numeric", "text"}},
      {"watch", {"answer", "command", "machine", "text"}},
      {"browser", {"answer", "imports", "numeric"}},
      {"interface", {"command", "text"}},
  };
  return rows;
}

// The beginning of a library's header, and the files or rooms ("sheets/") of src/ that may name it.
struct LibraryUse {
  std::string header;
  std::vector<std::string> named_in;
};

const std::vector<LibraryUse>& libraries() {
  static const std::vector<LibraryUse> rows = {
      {"boost/units/", {"sheets/"}},
      {"boost/math/", {"numeric/", "search/solutions.cpp", "compare/attribution.cpp"}},
      {"toml++/", {"text/toml.cpp"}},
      {"nlohmann/", {"answer/earlier.cpp", "imports/json.cpp"}},
      {"thread", {"machine/threads.cpp"}},
      {"sys/", {"machine/"}},
      {"unistd.h", {"machine/"}},
      {"fcntl.h", {"machine/"}},
      {"poll.h", {"machine/"}},
      {"termios.h", {"machine/"}},
      {"dirent.h", {"machine/disk.cpp"}},
      {"cstdio",
       {"machine/disk.cpp", "machine/disk_store.cpp", "machine/terminal.cpp", "main.cpp", "document/data.cpp"}},
      {"mutex", {"interface/costcurve.cpp"}},  // a caller lends one text at a time; nothing else is shared
      {"filesystem", {}},
      {"fstream", {}},
      {"iostream", {}},
  };
  return rows;
}

struct Include {
  std::string file;    // "graph/graph.cpp"
  std::string header;  // "graph/graph.h", "fmt/format.h"
  bool is_ours;
};

// "graph/graph.h" and all others.
std::vector<std::string> files_of_source() {
  std::vector<std::string> files;
  const std::string source = source_folder() + "/src";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".h" || extension == ".cpp")
      files.push_back(std::filesystem::relative(entry.path(), source).string());
  }
  return files;
}

std::vector<Include> includes() {
  std::vector<Include> found;
  for (const std::string& file : files_of_source()) {
    for (const std::string& line : lines_of(read_file(source_folder() + "/src/" + file))) {
      const bool is_ours = line.starts_with("#include \"");
      if (!is_ours && !line.starts_with("#include <")) continue;
      const std::size_t from = line.find_first_of("\"<") + 1;
      found.push_back({file, line.substr(from, line.find_first_of("\">", from) - from), is_ours});
    }
  }
  return found;
}

// "graph" of "graph/graph.h"; empty for main.cpp, which belongs to no room.
std::string room_of(const std::string& file) {
  const std::size_t slash = file.find('/');
  return slash == std::string::npos ? "" : file.substr(0, slash);
}

bool stands_in(const std::string& file, const std::vector<std::string>& places) {
  return std::any_of(places.begin(), places.end(), [&](const std::string& place) {
    return place.ends_with('/') ? file.starts_with(place) : file == place;
  });
}

}  // namespace

TEST_CASE("the house: a room includes only what it may") {
  std::map<std::string, std::set<std::string>> may_include;
  for (const Room& room : rooms()) {
    for (const std::string& other : room.may_include) {
      INFO(room.name, " names ", other, ", which does not stand above it");
      CHECK(may_include.contains(other));
    }
    may_include[room.name] = room.may_include;
  }
  for (const Include& include : includes()) {
    const std::string room = room_of(include.file);
    if (!include.is_ours || room.empty()) continue;
    INFO(include.file, " includes ", include.header);
    CHECK(may_include.contains(room));
    CHECK((room_of(include.header) == room || may_include[room].contains(room_of(include.header))));
  }
}

TEST_CASE("the house: no arrow is allowed that nothing uses") {
  std::map<std::string, std::set<std::string>> used;
  for (const Include& include : includes())
    if (include.is_ours) used[room_of(include.file)].insert(room_of(include.header));
  for (const Room& room : rooms())
    for (const std::string& other : room.may_include) {
      INFO(room.name, " may include ", other, " and does not");
      CHECK(used[room.name].contains(other));
    }
}

TEST_CASE("the house: a file is opened, and the environment asked, on the machine only") {
  for (const std::string& file : files_of_source()) {
    if (room_of(file) == "machine") continue;
    const std::string text = read_file(source_folder() + "/src/" + file);
    for (const std::string word : {"fopen(", "freopen(", "opendir(", "fstream", "getenv(", "isatty("}) {
      INFO(file, " calls ", word);
      CHECK(text.find(word) == std::string::npos);
    }
  }
}

TEST_CASE("the house: a library is named where it belongs") {
  for (const Include& include : includes())
    for (const LibraryUse& library : libraries())
      if (!include.is_ours && include.header.starts_with(library.header)) {
        INFO(include.file, " names <", include.header, ">");
        CHECK(stands_in(include.file, library.named_in));
      }
}

namespace {

// The types that a file defines in a namespace with a name: "costcurve::Graph".
std::vector<std::string> types_defined_in(const std::string& text) {
  std::vector<std::string> names, spaces;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("namespace ") && line.ends_with('{'))
      spaces.push_back(line == "namespace {" ? "" : line.substr(10, line.size() - 12));
    if (line.starts_with("}  // namespace")) spaces.pop_back();
    for (const std::string word : {"struct ", "class ", "enum class "}) {
      const std::size_t end = line.find_first_of(" <;", word.size());
      if (!line.starts_with(word) || end == std::string::npos || line[end] != ' ') continue;
      const bool is_named = std::none_of(spaces.begin(), spaces.end(), [](const auto& space) { return space.empty(); });
      std::string name;
      for (const std::string& space : spaces) name += space + "::";
      if (is_named) names.push_back(name + line.substr(word.size(), end - word.size()));
    }
  }
  return names;
}

}  // namespace

// Two types of one name are two only to the compiler: the linker keeps one of their destructors for both.
TEST_CASE("the house: a type's name is defined once") {
  std::map<std::string, std::string> defined_in;
  for (const std::string& file : files_of_source())
    for (const std::string& name : types_defined_in(read_file(source_folder() + "/src/" + file))) {
      const auto [other, is_new] = defined_in.emplace(name, file);
      CHECK_MESSAGE(is_new, name, " is defined in ", other->second, " and in ", file);
    }
  CHECK(defined_in.size() > 100);
}
