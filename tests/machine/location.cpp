#include "machine/location.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>
#include <string>

using namespace costcurve;

namespace {

// A variable of the environment that has its value again when the object goes.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    set(value);
  }
  ~Environment() { set(old_ ? old_->c_str() : nullptr); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  void set(const char* value) { value ? setenv(name_, value, 1) : unsetenv(name_); }

  const char* name_;
  std::optional<std::string> old_;
};

}  // namespace

TEST_CASE("one's own catalog is where XDG keeps data") {
  const Environment home("HOME", "/home/ada");
  {
    const Environment data("XDG_DATA_HOME", "/data");
    CHECK(own_catalog_folder() == "/data/costcurve/catalog");
  }
  for (const char* none : {"", "not/from/the/root"}) {
    const Environment data("XDG_DATA_HOME", none);
    CHECK(own_catalog_folder() == "/home/ada/.local/share/costcurve/catalog");
  }
  const Environment data("XDG_DATA_HOME", nullptr), no_home("HOME", nullptr);
  CHECK(own_catalog_folder() == "");
}
