#include "document/plot_scale.h"

namespace costcurve {

namespace {

// 1, 2 or 5 times a power of ten, about as large as asked.
double round_step(double about) {
  const double power = std::pow(10.0, std::floor(std::log10(about)));
  const double lead = about / power;
  return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
}

// Decades; where these are few, twos and fives as well.
std::vector<double> decades(double low, double high) {
  std::vector<double> ticks;
  const bool fine = high / low < 1000;
  for (double power = std::pow(10.0, std::floor(std::log10(low))); power <= high * 1.0001; power *= 10)
    for (const double lead : {1.0, 2.0, 5.0})
      if ((fine || lead == 1) && power * lead >= low * 0.9999 && power * lead <= high * 1.0001)
        ticks.push_back(power * lead);
  const std::size_t every = ticks.size() / 6 + 1;
  std::vector<double> kept;
  for (std::size_t i = 0; i < ticks.size(); i += every) kept.push_back(ticks[i]);
  return kept;
}

}  // namespace

std::optional<Upright> upright(const std::vector<std::vector<double>>& lines, bool dates) {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  for (const std::vector<double>& line : lines)
    for (const double number : line) {
      if (!std::isfinite(number)) continue;
      least = std::min(least, number);
      most = std::max(most, number);
    }
  if (!(most - least > 1e-12 * std::max(std::abs(least), std::abs(most))) || !std::isfinite(most - least))
    return std::nullopt;
  Upright made;
  if (least > 0 && most / least > 100 && !dates) {
    made.scale = {least, most, true};
    made.ticks = decades(least, most);
    return made;
  }
  const double step = round_step((most - least) / 4);
  if (!std::isnormal(step)) return std::nullopt;
  const double low = dates ? least : least >= 0 && least < 0.3 * most ? 0 : std::floor(least / step + 1e-9) * step;
  const double high = dates ? most : std::ceil(most / step - 1e-9) * step;
  made.scale = {low, high, false};
  const auto parts = dates ? std::size_t{3} : static_cast<std::size_t>(std::lround((high - low) / step));
  for (std::size_t i = 0; i <= parts; ++i)
    made.ticks.push_back(low + static_cast<double>(i) * (high - low) / static_cast<double>(parts));
  constexpr std::size_t most_rows = 15;  // with a title, an axis, its labels and a legend of two lines these are 20
  made.rows = parts * std::max<std::size_t>(1, (most_rows - 1) / parts) + 1;
  return made;
}

std::vector<double> round_numbers(double low, double high, std::size_t most) {
  std::vector<double> numbers;
  if (!(high > low) || most < 2) return numbers;
  for (double about = (high - low) / static_cast<double>(most); numbers.size() < 2 || numbers.size() > most;) {
    const double step = round_step(about);
    if (!std::isnormal(step)) return {};
    numbers.clear();
    const double first = std::ceil(low / step - 1e-9);
    for (double i = first; i * step <= high + 1e-9 * step && numbers.size() <= most; ++i) numbers.push_back(i * step);
    if (numbers.size() < 2) return {low, high};  // no two round ones between them: the ends themselves
    about *= 1.5;
  }
  return numbers;
}

Scale scale_over(const std::vector<double>& positions, bool geometric, bool dates) {
  const auto [least, most] = std::minmax_element(positions.begin(), positions.end());
  return {*least, *most, *least > 0 && !dates && (geometric || *most / *least > 100)};
}

}  // namespace costcurve
