#pragma once
// What the sheets of an API's prices have in common: two prices, what is read from a cache, and the tokens they are
// for. Each names them alike in its struct.

#include "sheets/system.h"

namespace costcurve {

/// The two prices of a list, and what of the first is saved on input that is in the cache. Of the catalog's APIs.
template <class Quantities>
void price_list(Quantities& api, Table& table) {
  table.row("input_price", api.input_price, "USD/Mtoken", "price of an input token that is not in the cache")
      .in(Domain::not_negative)
      .from("api.input");
  table.row("cached_input_price", api.cached_input_price, "USD/Mtoken", "price of an input token read from the cache")
      .in(Domain::not_negative)
      .from("api.cached_input");
  table.row("cached_discount", api.cached_discount, "%", "how much cheaper a cached input token is")
      .in(Domain::fraction)
      .usually("0", "a price list that names no price for cached input charges all input alike")
      .of("input_price");
  table.row("output_price", api.output_price, "USD/Mtoken", "price of an output token")
      .in(Domain::not_negative)
      .from("api.output");
}

/// The tokens of a workload, shown in `unit`.
template <class Quantities>
void tokens_bought(Quantities& api, Table& table, std::string_view unit) {
  table.row("input_tokens", api.input_tokens, unit, "all input, cached or not");
  table.row("cached_tokens", api.cached_tokens, unit, "input read from the cache").in(Domain::not_negative);
  table.row("uncached_tokens", api.uncached_tokens, unit, "input computed afresh").in(Domain::not_negative);
  table.row("cached_share", api.cached_share, "%", "cache hit rate: the share of the input read from the cache")
      .in(Domain::fraction)
      .usually("0", "no cache hits: what a bill is at most")
      .of("input_tokens");
  table.row("output_tokens", api.output_tokens, unit, "tokens generated, the hidden ones of reasoning included")
      .in(Domain::not_negative);
}

/// The discount is a quantity of its own so that a list without a cached price has a default that no list with one can
/// contradict, and so that every price stands once in every equation.
template <class Quantities>
void what_tokens_are(Quantities& api, System& system) {
  const Ratio one = system.number(1);
  system.equal("a cached token costs the input price less the discount", api.cached_input_price,
               api.input_price * (one - api.cached_discount));
  system.equal("cached tokens are a share of the input", api.cached_tokens, api.input_tokens * api.cached_share);
  system.equal("input is cached or not", api.input_tokens, api.cached_tokens + api.uncached_tokens);
  system.equal("tokens are input and output", api.tokens, api.input_tokens + api.output_tokens);
  system.equal("blended input price is the input price less the discount on the cached share", api.blended_input_price,
               api.input_price * (one - api.cached_share * api.cached_discount));
}

/// Beyond these a price is told, and fails nothing: a unit may have slipped.
template <class Quantities>
void what_prices_there_are(Quantities& api, System& system) {
  const TokenPrice dearest = system.constant<TokenPrice>(1e-3, "1,000 USD/Mtoken"),
                   cheapest = system.constant<TokenPrice>(2e-9, "0.002 USD/Mtoken");
  const char *above = "o1-pro, the dearest model on a public list, asks 600 USD/Mtoken",
             *below = "the cheapest public lists ask 0.02 to 0.04 USD/Mtoken";
  system.seldom_above("an input token seldom costs more than 1,000 USD per million", api.input_price, dearest, above);
  system.seldom_above("an output token seldom costs more than 1,000 USD per million", api.output_price, dearest, above);
  system.seldom_below("an input token seldom costs less than 0.002 USD per million", api.input_price, cheapest, below);
  system.seldom_below("an output token seldom costs less than 0.002 USD per million", api.output_price, cheapest,
                      below);
}

}  // namespace costcurve
