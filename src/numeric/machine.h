#pragma once
// The machine that numbers are worked out on. Its functions are defined twice: in machine/ for a computer with an
// operating system, in browser/ for one thread and no more memory than is given.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>

namespace costcurve {

/// How many threads run at once here; at least 1.
std::size_t threads_of_machine();

/// Does the work `count` times side by side, each with its number, 0 on this thread; returns when all is done. Throws
/// what one of them threw. Where no further threads are to be had, what they should do is done one after the other.
void on_threads(std::size_t count, const std::function<void(std::size_t)>& work);

/// A block of that many bytes, on the border of a cache line, in large pages where there are such; throws
/// std::bad_alloc. std::free ends it.
void* allocate_pages(std::size_t bytes);

/// Each of `count` things once, shared by as many threads as have at least `worth_a_thread` of them to do.
inline void each_on_threads(std::size_t count, std::size_t worth_a_thread,
                            const std::function<void(std::size_t)>& work) {
  const std::size_t threads = std::clamp<std::size_t>(count / worth_a_thread, 1, threads_of_machine());
  std::atomic<std::size_t> next = 0;
  on_threads(threads, [&](std::size_t) {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  });
}

}  // namespace costcurve
