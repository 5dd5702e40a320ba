#pragma once
// The answer of `serve --trace`: what requests wait for, each by itself, where means do not say.
//
//   serve_trace_question.h   the part that answers, and the requests, read or drawn
//   serve_trace.cpp          each answered, and what that comes to
//   serve_trace_words.cpp    what is told

#include <array>
#include <optional>
#include <string>

#include "answer/about.h"
#include "answer/question.h"

namespace costcurve {

/// How something is spread over the requests, in seconds.
struct SpreadOut {
  double mean = 0;
  std::array<double, 3> quantiles{};  // of a half, of nine in ten, of 99 in a hundred
};

struct ServedTrace {
  std::string scenario, part, plan;
  About about;
  std::string trace;   // the file's name; none where requests are drawn
  std::string times;   // how its times were read, or how they are drawn
  double clients = 0;  // of each deployment, which ask again when they are answered; none where requests arrive
  std::size_t requests = 0, too_long = 0, beyond_context = 0;
  double longest = 0, cached = 0;  // tokens that the model takes; of an input, those in the prefix cache
  double block = 0;                // tokens that an id of the trace stands for; none where its ids are not used
  double shared = 0;               // share of all input that an earlier request began with too
  std::string ids;                 // why its ids are not used, where it has some
  double copies = 1;               // deployments, to which requests go in turn
  bool are_fewest = false;         // with which nine in ten requests keep the limits of time
  double chips = 1;
  double rate = 0;                        // requests a second
  double answered_rate = 0;               // of them
  bool waits_grow = false;                // from each quarter of the requests to the next, without end
  double arrival_cv2 = 0, input_cv2 = 0;  // squared coefficients of variation
  double mean_input = 0, mean_output = 0;
  SpreadOut first_token, time_per_token, latency;
  std::optional<double> formula_first_token;  // mean, by the part's sheet with these requests' means
  std::optional<double> first_limit, token_limit;
  double good_share = 1;   // of the requests, which keep both limits
  double output_rate = 0;  // tokens a second
  double good_rate = 0;    // requests a second that keep both limits
  double good_output_rate = 0;
  double busy = 0, mean_sequences = 0;
  std::optional<double> cost_per_output_token, cost_per_good_token;  // in USD/token
  std::optional<double> energy_per_output_token;                     // in J/token
};

/// Requests of the file behind --trace, or as many as --requests says, drawn as the part describes them, answered by
/// the part as it stands.
Answer serve_trace(const Question& question, Library& library);

/// "23.4 ms", "12.7 s", "2.1 h".
std::string seconds_text(double value);

Document traced_document(const ServedTrace& served);
Data data_of(const ServedTrace& served);

}  // namespace costcurve
