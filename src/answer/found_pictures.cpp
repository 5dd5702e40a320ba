#include "answer/found_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "audit/reasons.h"
#include "compare/members.h"
#include "numeric/stable_order.h"
#include "quantity/print.h"

namespace costcurve {

namespace {

constexpr std::size_t most_parts = 12;   // of the whole
constexpr std::size_t most_leaves = 14;  // so that it stays a picture
constexpr std::size_t most_levels = 2;

// A term of a sum that is multiplied with a number.
struct Term {
  NodeId node = no_node;
  double factor = 1;
  double value = 0;  // with it
};

class StreamBuilder {
 public:
  StreamBuilder(const AuditedVariant& audited, std::size_t quantity)
      : audited_(audited),
        relations_(*audited.scenario.relations),
        formulas_(audited.solution.formulas),
        row_(relations_.quantities[quantity]),
        value_(audited.solution.found[quantity].value) {
    for (const std::size_t given : givens_behind(relations_, audited.solution, quantity))
      if (audited.solution.found[given].given && audited.solution.found[given].given->is_belief) digits_ = 3;
  }

  std::optional<Stream> built() const {
    Stream stream;
    stream.title = fmt::format("Where {} goes", row_.name);
    stream.whole = {row_.name, amount_text(value_, row_.shown, digits_), value_, {}};
    std::size_t leaves = 1;
    add_parts({row_.symbol, 1, value_}, most_levels, leaves, stream.whole);
    if (stream.whole.parts.size() < 2) return std::nullopt;
    return stream;
  }

 private:
  bool is_symbol(NodeId node) const { return formulas_[node].operation == Operation::symbol; }
  double value(NodeId node) const { return value_of(audited_.solution, node); }

  // The terms behind a node, where it is a sum of amounts above nought. What is only part of a bill, or adds nothing to
  // it, is looked through: `use_cost + fees` without fees, `list_cost * paid_share`.
  std::vector<Term> terms(NodeId node, double factor) const {
    constexpr int most_looks = 20;
    for (int look = 0; look < most_looks; ++look) {
      if (is_symbol(node)) {
        const Finding& finding = audited_.solution.found[formulas_[node].quantity()];
        if (finding.status != Status::derived) return {};
        node = finding.formula;
      }
      const std::optional<std::vector<Term>> all = addends(node, factor);
      if (!all || all->empty()) return {};
      if (all->size() > 1) return *all;
      node = all->front().node;
      if (is_symbol(node)) continue;
      const std::optional<NodeId> carrier = carrier_of(node);
      if (!carrier) return {};
      factor *= value(node) / value(*carrier);
      node = *carrier;
    }
    return {};
  }
  // Those that are above nought; nothing where one is below, or where a plain number is one of ratios: 1 + growth.
  std::optional<std::vector<Term>> addends(NodeId node, double factor) const {
    std::vector<Term> all;
    for (const Member& member : members_of(formulas_, node, Listing::Kind::sum)) {
      const double amount = value(member.node);
      const bool is_plain = row_.shown.dimension.is_plain() && !std::isnan(formulas_.constant_value(member.node));
      if (member.inverse || !(amount >= 0) || !std::isfinite(amount) || is_plain) return std::nullopt;
      if (amount > 0) all.push_back({member.node, factor, factor * amount});
    }
    return all;
  }
  // Of a product the only factor of the same kind as the whole.
  std::optional<NodeId> carrier_of(NodeId node) const {
    std::optional<NodeId> carrier;
    for (const Member& member : members_of(formulas_, node, Listing::Kind::product)) {
      if (!is_symbol(member.node) || member.inverse) continue;
      if (relations_.quantities[formulas_[member.node].quantity()].dimension != row_.dimension) continue;
      if (carrier) return std::nullopt;
      carrier = member.node;
    }
    return carrier && value(*carrier) > 0 ? carrier : std::nullopt;
  }

  std::string name_of(const Term& term) const {
    const std::string name = formula_text(relations_, formulas_, term.node, row_.part);
    if (std::abs(term.factor - 1) < 1e-9) return name;
    return term.factor < 1 ? fmt::format("{} of {}", percent_text(term.factor, 3), name)
                           : fmt::format("{} × {}", number_text(term.factor, 3), name);
  }
  std::string text_of(double amount) const {
    return fmt::format("{} ({})", amount_text(amount, row_.shown, digits_), percent_text(amount / value_, 2));
  }

  // The parts of a share, the largest divided further first, as long as there is room for their names.
  void add_parts(const Term& whole, std::size_t levels, std::size_t& leaves, Stream::Share& share) const {
    std::vector<Term> parts = terms(whole.node, whole.factor);
    const bool is_whole = levels == most_levels;
    if (parts.size() < 2 || (!is_whole && leaves + parts.size() - 1 > most_leaves)) return;
    const std::size_t kept = std::min(parts.size(), most_parts);
    std::vector<std::size_t> order(parts.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    sort_stably(order, [&](std::size_t a, std::size_t b) { return parts[a].value > parts[b].value; });
    leaves += kept - 1;
    double rest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const Term& part = parts[order[i]];
      if (kept == parts.size() || i + 1 < kept)
        share.parts.push_back({name_of(part), text_of(part.value), part.value, {}});
      else
        rest += part.value;
    }
    for (std::size_t i = 0; levels > 1 && i < share.parts.size(); ++i)
      add_parts(parts[order[i]], levels - 1, leaves, share.parts[i]);
    if (rest > 0)
      share.parts.push_back({fmt::format("{} smaller ones", parts.size() - kept + 1), text_of(rest), rest, {}});
  }

  const AuditedVariant& audited_;
  const Relations& relations_;
  const Graph& formulas_;
  const Quantity& row_;
  double value_;
  int digits_ = 4;  // fewer where something behind it is believed
};

}  // namespace

std::optional<Stream> stream_of(const AuditedVariant& audited, std::size_t quantity) {
  const Finding& finding = audited.solution.found[quantity];
  const Quantity& row = audited.scenario.relations->quantities[quantity];
  if (finding.status != Status::derived || row.shown.dimension.is_point() || row.shown.words || !(finding.value > 0))
    return std::nullopt;
  return StreamBuilder(audited, quantity).built();
}

std::vector<Chart> found_pictures(const AuditedVariant& audited, const std::vector<std::string>& quantities) {
  std::vector<Chart> pictures;
  if (std::optional<CostCurve> curve = cost_curve_of(audited)) pictures.push_back({std::move(*curve)});
  for (const std::string& name : quantities)
    if (const std::optional<std::size_t> quantity = audited.scenario.quantity(name))
      if (std::optional<Stream> stream = stream_of(audited, *quantity)) pictures.push_back({std::move(*stream)});
  return pictures;
}

}  // namespace costcurve
