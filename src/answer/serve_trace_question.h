#pragma once
// What `serve --trace` and `serve --requests` ask: a part of a scenario, and the requests that it shall answer.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer/question.h"
#include "answer/serve_trace.h"
#include "audit/audit.h"
#include "serve/trace.h"

namespace costcurve {

struct AskedTrace {
  std::shared_ptr<const Scenario> scenario;
  std::unique_ptr<AuditedVariant> audited;
  std::vector<TracedRequest> requests;
  ServedTrace told;  // as far as the question says it

  /// True where requests arrive at a rate, or when a trace says; else clients ask again when they are answered.
  bool has_arrivals() const { return scenario->part(told.part)->sheet->name == "serving_queue"; }
  /// What a quantity of the part comes to; nothing where it is not known.
  std::optional<double> known(const std::string& name) const;
};

/// Reads or draws the requests. Nothing, and mistakes reported, where that cannot be.
std::optional<AskedTrace> asked_trace(const Question& question, Library& library, Diagnostics& diagnostics);

}  // namespace costcurve
