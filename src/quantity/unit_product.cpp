#include "quantity/unit_product.h"

#include <cmath>
#include <cstdlib>

#include "quantity/digits.h"

namespace costcurve {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
class Product {
 public:
  Product(std::string_view text, const Units& units) : text_(text), units_(units) {}

  /// False if it is no simple product. Factors are multiplied in the order in which the parser does it, so that both
  /// come to the same to the last bit.
  bool read() {
    if (!scale(scale_, 1) || !unit(1)) return false;
    while (take(' '))
      if (!unit(1)) return false;
    while (take('/'))
      if (!scale(factor_, -1) || !unit(-1)) return false;
    return at_ == text_.size() && dimension_.can_raise(1);
  }

  double factor() const { return scale_ * factor_; }
  const Dimension& dimension() const { return dimension_; }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string_view word_at(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size() && (is_letter(text_[end]) || (end > begin && is_digit(text_[end])))) ++end;
    return text_.substr(begin, end - begin);
  }

  // A letter such as k or T, with a unit behind it. False if nothing stands behind it.
  bool scale(double& scaled, int power) {
    const std::string_view word = word_at(at_);
    const std::optional<double> by = scale_factor(word);
    if (!by) return true;
    at_ += word.size();
    scaled = power > 0 ? scaled * *by : scaled / *by;
    return take(' ') && !scale_factor(word_at(at_));
  }

  bool unit(int power) {
    const std::string_view word = word_at(at_);
    if (word.empty() || units_.leads(word)) return false;
    const std::optional<Unit> found = units_.find(word);
    if (!found || !found->question.empty() || found->mistaken || !found->chip.empty()) return false;
    if (found->symbol == "OOM") return false;  // a factor, unless it stands in a pace: the parser tells them apart
    at_ += word.size();
    factor_ *= power < 0 ? 1 / found->factor : found->factor;
    dimension_ = power < 0 ? dimension_ / found->dimension : dimension_ * found->dimension;
    return true;
  }

  std::string_view text_;
  const Units& units_;
  std::size_t at_ = 0;
  double scale_ = 1;
  double factor_ = 1;
  Dimension dimension_;
};

}  // namespace

std::optional<ShownUnit> unit_product(std::string_view text, const Units& units) {
  Product product(text, units);
  if (!product.read()) return std::nullopt;
  return ShownUnit{std::string(text), product.factor(), product.dimension()};
}

std::optional<ShownUnit> simple_amount(std::string_view text, const Units& units) {
  const std::string spelled(text.substr(0, text.find(' ')));
  if (spelled.empty() || !is_digit(spelled.front()) || !is_digit(spelled.back()) ||
      spelled.find_first_not_of("0123456789.e") != std::string::npos)
    return std::nullopt;
  char* end = nullptr;
  const double number = std::strtod(spelled.c_str(), &end);
  if (*end != '\0' || !std::isfinite(number)) return std::nullopt;
  const std::string_view behind = text.substr(spelled.size());
  if (behind.empty()) return ShownUnit{std::string(text), number, Dimension()};
  if (scale_factor(behind.substr(1, behind.find(' ', 1) - 1))) return std::nullopt;
  std::optional<ShownUnit> amount = unit_product(behind.substr(1), units);
  if (amount) amount->factor *= number;
  return amount;
}

}  // namespace costcurve
