#include "planner/plan.h"

#include "planner/planner.h"

namespace costcurve {

namespace {

Answer plan_in(const Question& question, const Case& which, Library& library, Diagnostics& mistakes) {
  const auto table = std::make_shared<const PlanTable>(Planner(question, which, library, mistakes).run());
  if (!mistakes.empty()) return {};
  Answer answer;
  answer.document = [table, answers = answers_of(question)] {
    return told_about(table->about, plan_document(*table), answers);
  };
  answer.data = {[table] { return data_of(*table); }};
  return answer;
}

}  // namespace

Answer plan(const Question& question, Library& library) {
  Diagnostics mistakes;
  return library.open_catalog(mistakes) ? answer_each(question, library, plan_in) : wrong_answer(mistakes);
}

}  // namespace costcurve
