#include <algorithm>
#include <exception>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

#include "numeric/machine.h"

namespace costcurve {

std::size_t threads_of_machine() { return std::max(1U, std::thread::hardware_concurrency()); }

void on_threads(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::vector<std::exception_ptr> failures(count);
  const auto work_or_fail = [&](std::size_t thread) {
    try {
      work(thread);
    } catch (...) {
      failures[thread] = std::current_exception();
    }
  };
  std::size_t started = 1;
  {
    std::vector<std::jthread> others;
    try {
      for (; started < count; ++started) others.emplace_back(work_or_fail, started);
    } catch (const std::system_error&) {  // no memory for a further thread: this one does its work
    } catch (const std::bad_alloc&) {
    }
    work_or_fail(0);
  }
  for (; started < count; ++started) work_or_fail(started);
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace costcurve
