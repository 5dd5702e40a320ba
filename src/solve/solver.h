#pragma once
// The solver at work: what is known so far, what follows from it, and in which order.

#include <array>
#include <queue>
#include <string_view>
#include <tuple>
#include <vector>

#include "solve/entangled.h"
#include "solve/linear_span.h"
#include "solve/span.h"

namespace costcurve {

class Solver {
 public:
  /// `most` says whether rules of thumb are ever used.
  Solver(const Relations& relations, Use most);

  void give(std::size_t quantity, const GivenPointer& given);
  bool knows(std::size_t quantity) const { return solution_.knows(quantity); }

  /// Everything that follows. Of estimates one after another is taken, each only where no identity says more.
  void follow(Use use);
  /// The same, and where nothing else leads further what follows of sums, and at one size: both look at all that hangs
  /// together, so they are not asked after every default.
  void follow_to_the_end(Use use);

  /// The catalog offers a value for what is known already.
  void overrule(std::size_t quantity, const GivenPointer& offer) { solution_.overridden.push_back({quantity, offer}); }
  Solution finish();

 private:
  // One way to determine one quantity. Smaller is better.
  struct Candidate {
    bool estimate;
    int order;  // of estimates: as the sheet ranks them
    double width;
    std::size_t givens;
    std::string_view sentence;
    std::string_view name;
    std::size_t quantity;
    std::size_t equation;
    Finding finding;

    auto rank() const { return std::tie(estimate, order, width, givens, sentence, name); }
  };
  struct Worse {
    bool operator()(const Candidate& a, const Candidate& b) const { return a.rank() > b.rank(); }
  };

  bool take_candidate(Use use);
  bool take_block(Use use);
  bool take_span(Use use);
  bool take_linear_span(Use use);
  bool take_at_one_size(Use use);
  bool settle_all(std::vector<Spanned> all);
  void settle(std::size_t quantity, Finding finding);
  void forget_what_its_parts_say();
  void propose(std::size_t equation);
  void refuse(std::size_t equation, std::size_t quantity);
  void refuse_default(std::size_t equation, std::size_t quantity, std::size_t nought);

  const Relations& relations_;
  Use most_;
  Solution solution_;
  OpenEquations open_;
  RowSpan span_;
  LinearSpan linear_span_;
  std::array<Entangled, 2> entangled_;   // by use
  std::vector<std::size_t> impossible_;  // equations that no value of their only unknown satisfies
  std::vector<Refused> refused_;         // of no interest once another equation does it
  std::priority_queue<Candidate, std::vector<Candidate>, Worse> queue_;
};

}  // namespace costcurve
