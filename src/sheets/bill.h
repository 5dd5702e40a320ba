#pragma once
// An API's bill, in two files: bill_table.cpp lists its quantities, bill.cpp says what holds between them.

#include "sheets/token_prices.h"

namespace costcurve {

/// A bill of an API with all that a price list may ask for. Two prices are the beginning: writing to a cache may cost
/// more than other input, a long prompt is dearer by the token, what may wait is cheaper and so are some hours of the
/// day, hidden reasoning is billed as output, a request may cost a fee, and there may be a least to pay.
///
/// Left out: free tiers, web searches, images and sound.
struct Bill {
  TokenPrice input_price;
  TokenPrice cached_input_price;
  Ratio cached_discount;
  TokenPrice output_price;
  TokenPrice reasoning_price;
  Ratio requests;
  Tokens input_per_request;
  Tokens input_tokens;
  Tokens cached_tokens;
  Tokens uncached_tokens;
  Ratio cached_share;
  Tokens visible_output_tokens;
  Ratio reasoning_multiple;
  Tokens reasoning_tokens;
  Tokens output_tokens;
  Tokens tokens;
  Tokens request_tokens;
  Tokens context;
  TokenPrice cache_write_price;
  Ratio cache_write_surcharge;
  TokenPrice cache_write_hour_price;
  Ratio cache_write_hour_surcharge;
  Ratio cache_write_hour_premium;
  Tokens cache_write_tokens;
  Tokens cache_write_hour_tokens;
  Money cache_write_extra;
  Money cache_write_hour_extra;
  Tokens tier_above;
  Tokens listed_up_to;
  Word tier_rule;
  TokenPrice tier_input_price;
  Ratio tier_input_surcharge;
  TokenPrice tier_output_price;
  Ratio tier_output_surcharge;
  TokenPrice tier_cached_input_price;
  TokenPrice tier_cache_write_price;
  TokenPrice tier_cache_write_hour_price;
  TokenPrice tier_reasoning_price;
  Ratio tier_share;
  Ratio tier_input_extra;
  Ratio tier_input_factor;
  Ratio tier_output_extra;
  Money tier_cached_extra;
  Money tier_cache_write_extra;
  Money tier_cache_write_hour_extra;
  Money reasoning_extra;
  Money tier_reasoning_extra;
  Ratio batch_discount;
  Ratio batch_share;
  Ratio batch_cached_discount;
  Ratio batch_output_discount;
  Ratio batch_saving;
  Money batch_cached_saving;
  Money batch_output_saving;
  Ratio off_peak_discount;
  Ratio off_peak_cached_discount;
  Ratio off_peak_output_discount;
  Time off_peak_begin;
  Time off_peak_length;
  Time second_off_peak_begin;
  Time second_off_peak_length;
  Ratio second_off_peak_share;
  Time busy_begin;
  Time busy_length;
  Ratio off_peak_share;
  Ratio off_peak_saving;
  Money off_peak_cached_saving;
  Money off_peak_output_saving;
  Money request_fee;
  Money fees;
  Money minimum;
  Money top_up;
  TokenPrice blended_input_price;
  Money input_cost;
  Money output_cost;
  Money list_cost;
  Ratio paid_share;
  Money use_cost;
  Money cost;
  Money cost_per_request;
  TokenPrice blended_price;
};

void quantities(Bill& bill, Table& table);
void equations(Bill& bill, System& system);

}  // namespace costcurve
