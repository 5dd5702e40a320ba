#include <doctest/doctest.h>

#include <atomic>
#include <new>
#include <stdexcept>
#include <string>

#include "numeric/machine.h"

using namespace costcurve;

TEST_CASE("threads: each does its part, and what one throws arrives once all are done") {
  for (const std::size_t failing : {std::size_t{0}, std::size_t{3}, std::size_t{8}}) {
    std::atomic<std::size_t> done = 0;
    std::string caught;
    try {
      on_threads(8, [&](std::size_t thread) {
        if (thread == failing) throw std::runtime_error("thread " + std::to_string(thread));
        done += std::size_t{1} << thread;
      });
    } catch (const std::runtime_error& error) {
      caught = error.what();
    }
    CHECK(done == (failing < 8 ? 255 - (std::size_t{1} << failing) : 255));
    CHECK(caught == (failing < 8 ? "thread " + std::to_string(failing) : ""));
  }
}

TEST_CASE("threads: too little memory in one of them is too little memory") {
  CHECK_THROWS_AS(on_threads(2,
                             [](std::size_t thread) {
                               if (thread == 1) throw std::bad_alloc();
                             }),
                  std::bad_alloc);
}
