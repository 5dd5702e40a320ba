#include "text/ascii.h"

#include <algorithm>
#include <string>

#include "support/property.h"

using namespace costcurve;
using namespace costcurve::testing;

TEST_CASE("what is ASCII is found eight bytes at a time as it is byte by byte") {
  property(
      "whatever stands where",
      [] {
        std::string text(below(40), 'x');
        for (char& c : text) c = static_cast<char>(a_whole(0x20, 0x7E));
        const bool has_odd = !text.empty() && flip();
        if (has_odd)
          text[below(text.size())] = static_cast<char>(one_of<int>({0, 9, 0x1F, 0x20, 0x7E, 0x7F, 0x80, 0xC3, 0xFF}));
        const bool printable = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
        const std::size_t first = static_cast<std::size_t>(
            std::find_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) -
            text.begin());
        const std::size_t prefix = ascii_prefix(text);
        return is_printable_ascii(text) == printable && prefix <= first && first - prefix < 8 &&
               (first < text.size() || prefix == text.size());
      },
      1000);
}
