#include "text/calendar.h"

#include <chrono>

namespace costcurve {

bool is_date(std::string_view text) {
  constexpr std::string_view form = "dddd-dd-dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (form[i] == 'd' ? !(text[i] >= '0' && text[i] <= '9') : text[i] != form[i]) return false;
  const auto two = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned>((text[at] - '0') * 10 + (text[at + 1] - '0')) : 1U;
  };
  const int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(two(5)), std::chrono::day(two(8)))
      .ok();
}

}  // namespace costcurve
