#include "sheets/system.h"

namespace costcurve {

namespace {

/// What is asked of a model in some time, whoever answers: requests, their tokens, what of them is alike, and how much
/// of that a cache keeps. A part of the sheet `bill` takes it with like = "...".
struct Workload {
  Ratio requests;
  Pace request_rate;
  Time period;
  Tokens input_per_request;
  Ratio input_words;
  Tokens tokens_per_word;
  Tokens output_per_request;
  Ratio output_words;
  Tokens input_tokens;
  Tokens visible_output_tokens;
  Tokens shared_prefix;
  Ratio prefixes;
  Time cache_lifetime;
  Ratio hit_share;
  Tokens cached_tokens;
  Tokens written_tokens;
  Tokens cache_write_tokens;
  Tokens cache_write_hour_tokens;
  Ratio cached_share;
  Ratio batch_share;
  Time busy_begin;
  Time busy_length;
  Ratio busy_factor;
};

void requests(Workload& work, Table& table) {
  table.row("requests", work.requests, "", "requests in the period").counts(requests_asked);
  table.row("request_rate", work.request_rate, "1/s", "requests per time: a thousand a day are 1000/day")
      .counts(requests_asked);
  table.row("period", work.period, "day", "time that is asked about")
      .usually("1 month", "a month")
      .where_given({"request_rate"});
}

void lengths(Workload& work, Table& table) {
  table.row("input_per_request", work.input_per_request, "token", "input of an average request, cached or not")
      .counts(requests_asked);
  table.row("input_words", work.input_words, "", "the same in words").counts("word");
  table.row("output_per_request", work.output_per_request, "token", "answer to an average request, without reasoning")
      .counts(requests_asked)
      .in(Domain::not_negative);
  table.row("output_words", work.output_words, "", "the same in words").counts("word");
  table.row("tokens_per_word", work.tokens_per_word, "token", "tokens in a word: 1.3 in English prose, more in others")
      .counts("word")
      .usually("1.33 token", "OpenAI's rule of thumb for English: 100 tokens are about 75 words")
      .where_given({"input_words", "output_words"});
  table.row("input_tokens", work.input_tokens, "M token", "input of all requests");
  table.row("visible_output_tokens", work.visible_output_tokens, "M token", "answers of all requests")
      .in(Domain::not_negative);
}

void caching(Workload& work, Table& table) {
  table.row("shared_prefix", work.shared_prefix, "token", "beginning of the input that many requests have in common")
      .in(Domain::not_negative);
  table.row("prefixes", work.prefixes, "", "how many different ones there are: one for each customer, say")
      .usually("1", "all requests begin alike")
      .where_given({"shared_prefix"});
  table.row("cache_lifetime", work.cache_lifetime, "min", "how long the cache keeps what nobody asks for again")
      .usually("5 min", "Anthropic's and OpenAI's caches keep for 5 minutes at least")
      .where_given({"shared_prefix"});
  table.row("hit_share", work.hit_share, "%", "share of requests that find their beginning in the cache")
      .in(Domain::fraction);
  table.row("cached_tokens", work.cached_tokens, "M token", "input read from the cache").in(Domain::not_negative);
  table.row("written_tokens", work.written_tokens, "M token", "input written to the cache, at each miss")
      .in(Domain::not_negative);
  table.row("cache_write_tokens", work.cache_write_tokens, "M token", "of it what is written to be kept for 5 minutes")
      .in(Domain::not_negative);
  table
      .row("cache_write_hour_tokens", work.cache_write_hour_tokens, "M token",
           "of it what is written to be kept for longer, at the price of an hour where a list has one")
      .in(Domain::not_negative);
  table.row("cached_share", work.cached_share, "%", "cache hit rate: the share of the input read from the cache")
      .in(Domain::fraction)
      .of("input_tokens");
}

void when(Workload& work, Table& table) {
  table.row("batch_share", work.batch_share, "%", "share of the requests that may wait for a day").in(Domain::fraction);
  table.row("busy_begin", work.busy_begin, "h", "when the day of requests begins, in hours of the day, UTC")
      .in(Domain::not_negative);
  table.row("busy_length", work.busy_length, "h", "how many hours of the day it has, alike")
      .usually("24 h", "requests come at all hours alike");
  table.row("busy_factor", work.busy_factor, "x",
            "how many times closer requests follow each other there than over 24 h");
}

void quantities(Workload& work, Table& table) {
  requests(work, table);
  lengths(work, table);
  caching(work, table);
  when(work, table);
}

// Lists with a price for writing have one for 5 minutes, and some another for an hour.
void what_is_written(Workload& work, System& system) {
  const Tokens nothing = system.constant<Tokens>(0, "0 tokens");
  const Ratio is_longer = less(system.constant<Time>(300, "5 min"), work.cache_lifetime);
  system.equal_forward("what is kept for 5 minutes at most is written at that price", work.cache_write_tokens,
                       select(is_longer, nothing, work.written_tokens));
  system.equal_forward("what is kept for longer is written at the price of an hour", work.cache_write_hour_tokens,
                       select(is_longer, work.written_tokens, nothing));
}

void equations(Workload& work, System& system) {
  const Ratio one = system.number(1);
  const Time day = system.constant<Time>(86400, "24 h");
  system.equal("requests are their rate over the period", work.requests, work.request_rate * work.period);
  system.equal("input per request is its words at so many tokens", work.input_per_request,
               work.input_words * work.tokens_per_word);
  system.equal("an answer is its words at so many tokens", work.output_per_request,
               work.output_words * work.tokens_per_word);
  system.equal("input is requests times input per request", work.input_tokens, work.requests * work.input_per_request);
  system.equal("answers are requests times output per request", work.visible_output_tokens,
               work.requests * work.output_per_request);
  system.equal_forward("a day's requests come within its busy hours", work.busy_factor, day / work.busy_length);
  // Requests that come independently of each other: the time to the next of the same beginning is exponential, and each
  // use begins the lifetime anew.
  system.equal("a beginning is still there if the next request comes in its lifetime", work.hit_share,
               one - exp(-(work.request_rate * work.busy_factor / work.prefixes * work.cache_lifetime)),
               "independent arrivals (a Poisson process)");
  system.equal("cached input is the common beginning of requests that find it", work.cached_tokens,
               work.requests * work.shared_prefix * work.hit_share);
  system.equal("each miss writes the common beginning", work.written_tokens,
               work.requests * work.shared_prefix * (one - work.hit_share));
  what_is_written(work, system);
  system.equal("cached tokens are a share of the input", work.cached_tokens, work.input_tokens * work.cached_share);
  system.at_most("the common beginning is no longer than the input", work.shared_prefix, work.input_per_request);
  system.at_most("a day has 24 hours", work.busy_length, day);
}

}  // namespace

extern const Sheet workload_sheet = {
    "workload",
    "what is asked of a model: requests, tokens in and out, what a cache keeps, what may wait",
    record_sheet<Workload>,
    rows_of_sheet<Workload>,
    R"(# A workload, declared once and priced at each vendor: `costcurve compare` puts the bills side by side.

title    = "A support bot"
question = "Which API is cheapest for our support bot?"

[bot]
sheet              = "workload"
requests           = "1 M requests"           # in the period; or request_rate = "1000/day" and period = "1 month"
input_per_request  = "1,500 token"            # or input_words = 1100
output_per_request = "400 token"
cached_share       = "60 %"                   # or shared_prefix and request_rate, from which it follows
# batch_share      = "20 %"                   # what may wait for a day
# busy_begin       = "8 h"                    # hours of the day, UTC: some vendors have cheaper ones
# busy_length      = "10 h"

[bill]
sheet = "bill"
like  = "bot"                                 # takes what it does not say itself from there
api   = "DeepSeek-V3.2"                       # `costcurve list apis` shows the others
# reasoning_multiple = "3x"                   # hidden reasoning, billed as output

[compare]
over = { bill.api = ["DeepSeek-V3.2", "GPT-4o-mini", "Claude-Sonnet-4.5", "Gemini-2.5-Flash"] }
show = ["bill.cost"]
)",
    {"input_tokens", "requests", "cached_share"}};

}  // namespace costcurve
