#include "plan/stated_plan.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "plan/legality.h"

namespace costcurve {

namespace {

class StatedPlan {
 public:
  StatedPlan(const AuditedVariant& audited, const Part& part, Diagnostics& diagnostics)
      : audited_(audited), part_(part), diagnostics_(diagnostics) {}

  void check() {
    if (!has_a_shape()) return;
    PlanShape shape;
    ShapeSpace space;
    if (!read_space(space) || !read_shape(shape, space)) return;
    const auto balanced = value("balanced");
    for (const PlanMistake& mistake : mistakes_of(shape, space, balanced && *balanced == 0))
      report(name_of(mistake.degree), mistake.problem, {mistake.remedy});
  }

 private:
  std::optional<std::size_t> number(std::string_view name) const {
    return audited_.scenario.quantity(part_.name + "." + std::string(name));
  }
  std::optional<double> value(std::string_view name) const {
    const auto q = number(name);
    return q && audited_.solution.knows(*q) ? std::optional(audited_.solution.found[*q].value) : std::nullopt;
  }

  // The line of the file that states the quantity, "mine.toml:7"; nowhere where none does.
  Place place_of(std::string_view name) const {
    const auto q = number(name);
    const GivenPointer given = q ? audited_.givens.stated(*q) : nullptr;
    const SourcePointer& source = audited_.scenario.source;
    if (!given || !source) return {};
    const std::size_t colon = given->where.rfind(':');
    if (colon == std::string::npos || given->where.starts_with("--set")) return {};
    long line = std::atol(given->where.c_str() + colon + 1);
    std::size_t begin = 0;
    for (; line > 1 && begin != std::string::npos; --line) begin = source->text.find('\n', begin) + 1;
    const std::size_t end = std::min(source->text.find('\n', begin), source->text.size());
    return {source, begin, end};
  }

  void report(std::string_view name, const std::string& problem, std::vector<std::string> notes) {
    const Place place = place_of(name);
    if (place.source)
      diagnostics_.report(place, problem, std::move(notes));
    else
      diagnostics_.add(without_place(fmt::format("`{}`: {}", part_.name, problem), std::move(notes)));
  }

  bool has_a_shape() {
    const auto llm = part_.attributes.find("llm");
    if (llm == part_.attributes.end() || value("layers")) return true;
    diagnostics_.add(without_place(
        fmt::format("the catalog does not know the shape of {}", llm->second),
        {fmt::format("say it in `{}`: layers, hidden, heads, kv_heads, head_width, ffn, vocabulary", part_.name),
         "`costcurve import hf-config config.json NAME` takes it from a model's config.json"}));
    return false;
  }

  bool read_space(ShapeSpace& space) const {
    const std::array<std::pair<const char*, long long*>, 7> counts = {{{"batch", &space.batch},
                                                                       {"sequence", &space.sequence},
                                                                       {"layers", &space.layers},
                                                                       {"heads", &space.heads},
                                                                       {"kv_heads", &space.kv_heads},
                                                                       {"experts", &space.experts},
                                                                       {"domain", &space.domain}}};
    for (const auto& [name, place] : counts) {
      const auto count = value(name);
      if (!count) return false;
      *place = std::llround(*count);
    }
    const auto chips = value("chips");
    if (chips) space.chips = std::llround(*chips);
    return chips.has_value();
  }

  // False where a degree is no whole number, which is reported.
  bool read_shape(PlanShape& shape, const ShapeSpace& space) {
    for (std::size_t d = 0; d < degree_count; ++d) {
      const std::string_view name = name_of(static_cast<Degree>(d));
      // A default that contradicts what is given was left aside: it is what the plan lacks.
      const auto degree = value(name) ? value(name) : std::optional(1.0);
      if (std::abs(*degree - std::round(*degree)) > 1e-9 * *degree || *degree < 0.5) {
        report(number(name) && audited_.givens.stated(*number(name)) ? name : "chips",
               fmt::format("`{}` comes to {:g} with {} chips, and is a whole number", name, *degree, space.chips),
               {"tensor × pipeline × context × data are the chips"});
        return false;
      }
      shape.degrees[d] = std::llround(*degree);
    }
    return true;
  }

  const AuditedVariant& audited_;
  const Part& part_;
  Diagnostics& diagnostics_;
};

}  // namespace

void refuse_impossible_plans(const AuditedVariant& audited, Diagnostics& diagnostics) {
  for (const Part& part : audited.scenario.parts)
    if (part.sheet && part.sheet->name == "parallel_training") StatedPlan(audited, part, diagnostics).check();
}

}  // namespace costcurve
