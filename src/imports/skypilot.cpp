// SkyPilot's catalogs of clouds, a CSV file for each: a line for each instance and zone, its columns in any order. A
// spot price of 0 means that there is none. Google lists a machine and its accelerators apart: the two are added up.

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "imports/csv_reading.h"
#include "imports/decimal.h"
#include "imports/import.h"
#include "imports/json_reading.h"
#include "imports/rent_file.h"
#include "quantity/letters.h"
#include "text/path.h"

namespace costcurve::imports {

namespace {

struct Accelerators {
  std::string name;
  long long count = 0;
};

// Google's machines that come with accelerators and are listed without them. The number stands in the name, as in
// a3-highgpu-8g, but for the G2 family, where it goes by the processors.
struct GoogleFamily {
  std::string_view begin;
  std::string_view accelerator;
};
constexpr GoogleFamily google_families[] = {
    {"a2-highgpu-", "A100"}, {"a2-megagpu-", "A100"},      {"a2-ultragpu-", "A100-80GB"}, {"a3-highgpu-", "H100"},
    {"a3-edgegpu-", "H100"}, {"a3-megagpu-", "H100-MEGA"}, {"a3-ultragpu-", "H200"},      {"a4-highgpu-", "B200"},
};
struct G2Machine {
  std::string_view name;
  long long count;
};
constexpr G2Machine g2_machines[] = {{"g2-standard-4", 1},  {"g2-standard-8", 1},  {"g2-standard-12", 1},
                                     {"g2-standard-16", 1}, {"g2-standard-32", 1}, {"g2-standard-24", 2},
                                     {"g2-standard-48", 4}, {"g2-standard-96", 8}};

std::optional<Accelerators> google_accelerators(std::string_view instance) {
  for (const GoogleFamily& family : google_families)
    if (instance.starts_with(family.begin)) {
      const std::string number(instance.substr(family.begin.size(), instance.find('g', family.begin.size())));
      const long long count = std::strtoll(number.c_str(), nullptr, 10);
      if (count > 0) return Accelerators{std::string(family.accelerator), count};
    }
  for (const G2Machine& machine : g2_machines)
    if (instance == machine.name) return Accelerators{"L4", machine.count};
  return std::nullopt;
}

// The catalog's name for a chip, and how many a slice of TPUs has: v5e and v6e are named by chips, v2 to v5p by cores,
// of which a chip has two.
struct TpuFamily {
  std::string_view begin, chip;
  long long cores;
};
constexpr TpuFamily tpu_families[] = {{"tpu-v5litepod-", "TPU-v5e", 1}, {"tpu-v6e-", "TPU-v6e", 1},
                                      {"tpu-v5p-", "TPU-v5p", 2},       {"tpu-v4-", "TPU-v4", 2},
                                      {"tpu-v3-", "TPU-v3", 2},         {"tpu-v2-", "TPU-v2", 2}};

std::optional<Accelerators> tpu_slice(std::string_view name) {
  for (const TpuFamily& family : tpu_families)
    if (name.starts_with(family.begin)) {
      const long long number = std::strtoll(std::string(name.substr(family.begin.size())).c_str(), nullptr, 10);
      if (number >= family.cores) return Accelerators{std::string(family.chip), number / family.cores};
    }
  return std::nullopt;
}

// Their names of chips, and ours. An A100 of 40 GB is called A100 there, and a machine says where its H100s are no SXM.
std::string chip_name(const std::string& accelerator, const std::string& instance) {
  if (accelerator == "H100" && in_small_letters(instance).find("pcie") != std::string::npos) return "H100-PCIe";
  for (const auto& [written, chip] : {std::pair<std::string_view, const char*>{"A100", "A100-40GB"},
                                      {"H100-80GB", "H100"},
                                      {"H100-SXM", "H100"},
                                      {"H100-MEGA-80GB", "H100"},
                                      {"H200-SXM", "H200"},
                                      {"RTX4090", "RTX-4090"},
                                      {"Trainium", "Trainium1"},
                                      {"H100-PCIE", "H100-PCIe"}})
    if (accelerator == written) return chip;
  return accelerator;
}

// A line of the file.
struct Offer {
  std::string instance, region, zone;
  Accelerators accelerators;
  std::optional<double> price, spot;  // of the whole, by the hour

  std::string record() const {
    const std::string what = instance.empty() ? fmt::format("{} {}", accelerators.count, accelerators.name) : instance;
    return fmt::format("{} in {}", what, zone.empty() ? region : zone);
  }
};

// Zones of one region with one price on demand are one offer. Its spot price is the lowest zone's.
struct Zones {
  std::string first;
  std::optional<double> spot;
  std::vector<std::string> records;
};
using MachineAt = std::tuple<std::string, std::string, long long, std::string>;         // chip, instance, chips, place
using OfferKey = std::tuple<std::string, std::string, long long, std::string, double>;  // ..., region, price

MachineAt machine_of(const OfferKey& key) {
  return {std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key)};
}

class SkypilotReader {
 public:
  SkypilotReader(CsvTable table, std::string cloud, const Circumstances& circumstances, Diagnostics& diagnostics)
      : reading_(std::move(table), diagnostics),
        cloud_(std::move(cloud)),
        from_{"skypilot", "skypilot", "SkyPilot catalog, collected from the providers' price lists",
              "https://github.com/skypilot-org/skypilot-catalog", circumstances.day} {}

  Imported read() {
    const std::vector<Offer> offers = read_offers();
    for (const Offer& offer : offers)
      if (offer.instance.empty() && offer.accelerators.count > 0 && offer.price)
        alone_.try_emplace(std::make_tuple(offer.accelerators.name, offer.accelerators.count, place_of(offer)), &offer);
    for (const Offer& offer : offers) take(offer);
    for (const Offer& offer : offers)
      if (offer.instance.empty() && !tpu_slice(offer.accelerators.name)) leave_out_alone(offer);
    add_file();
    imported_.groups = 1;
    return std::move(imported_);
  }

 private:
  static std::string place_of(const Offer& offer) { return offer.zone.empty() ? offer.region : offer.zone; }

  std::vector<Offer> read_offers() {
    const std::size_t instance = reading_.column("InstanceType"), name = reading_.column("AcceleratorName"),
                      count = reading_.column("AcceleratorCount"), price = reading_.column("Price"),
                      region = reading_.column("Region");
    const std::optional<std::size_t> spot = reading_.column_if_any("SpotPrice"),
                                     zone = reading_.column_if_any("AvailabilityZone");
    std::vector<Offer> offers;
    if (!reading_.has_columns()) return offers;
    for (const std::vector<Excerpt>& row : reading_.rows()) {
      Offer offer{reading_.word(row[instance]),          reading_.word(row[region]),
                  zone ? reading_.word(row[*zone]) : "", {},
                  reading_.amount(row[price]),           spot ? reading_.amount(row[*spot]) : std::nullopt};
      offer.accelerators.name = reading_.word(row[name]);
      const double number = reading_.amount(row[count]).value_or(0);
      // A part of one is none: 0.5 of an accelerator that several share.
      offer.accelerators.count = number == std::floor(number) && number < 1e6 ? static_cast<long long>(number) : -1;
      if (offer.spot && *offer.spot == 0) offer.spot.reset();
      if (offer.price && *offer.price == 0) offer.price.reset();
      offers.push_back(std::move(offer));
    }
    return offers;
  }

  void leave_out(const Offer& offer, std::string reason) {
    imported_.left_out.push_back({offer.record(), std::move(reason)});
  }

  void take(Offer offer) {
    if (const std::optional<Accelerators> slice = tpu_slice(offer.accelerators.name)) {
      if (offer.instance.empty() || offer.instance == "TPU-VM") offer.instance = offer.accelerators.name;
      offer.accelerators = *slice;
      return add(offer);
    }
    if (offer.instance.empty()) return;  // left out when it is known whether a machine takes them
    if (offer.accelerators.count < 0) return leave_out(offer, "a part of an accelerator");
    if (offer.accelerators.name.empty() || offer.accelerators.count == 0) return take_machine(offer);
    add(offer);
  }

  void leave_out_alone(const Offer& offer) {
    const bool is_added = added_.contains({offer.accelerators.name, offer.accelerators.count, place_of(offer)});
    leave_out(offer, is_added ? "accelerators alone, whose price is added to that of machines"
                              : "accelerators alone, and no machine in the file that takes them");
  }

  // A machine that comes with accelerators which are listed apart.
  void take_machine(Offer offer) {
    const std::optional<Accelerators> accelerators = google_accelerators(offer.instance);
    if (!accelerators) return leave_out(offer, "a machine without accelerators");
    const auto found = alone_.find(std::make_tuple(accelerators->name, accelerators->count, place_of(offer)));
    if (found == alone_.end()) return leave_out(offer, "its price leaves out its accelerators, which have none there");
    const Offer& other = *found->second;
    added_.insert(found->first);
    offer.accelerators = *accelerators;
    offer.price = offer.price ? std::optional<double>(*offer.price + *other.price) : std::nullopt;
    offer.spot = offer.spot && other.spot ? std::optional<double>(*offer.spot + *other.spot) : std::nullopt;
    add(offer);
  }

  void add(const Offer& offer) {
    constexpr double dearest = 200;  // of a chip and hour
    if (!offer.price) return leave_out(offer, "no price in the file");
    if (*offer.price / static_cast<double>(offer.accelerators.count) > dearest)
      return leave_out(offer, "more than 200 USD for a chip and hour, which stands for no price");
    Zones& zones = offers_[{chip_name(offer.accelerators.name, offer.instance), offer.instance,
                            offer.accelerators.count, offer.region, *offer.price}];
    if (offer.spot) zones.spot = std::min(zones.spot.value_or(*offer.spot), *offer.spot);
    if (zones.records.empty()) zones.first = place_of(offer);
    zones.records.push_back(offer.record());
  }

  // Each rent gets the name of its region, and of its zone where the region has several prices. Of several offers of
  // one machine in one place the cheapest stands.
  void add_file() {
    std::map<MachineAt, int> prices;
    for (const auto& [key, zones] : offers_) ++prices[machine_of(key)];
    std::set<MachineAt> named;
    std::vector<Rent> rents;
    std::vector<std::string> records;
    for (const auto& [key, zones] : offers_) {
      MachineAt machine = machine_of(key);
      if (prices[machine] > 1) std::get<3>(machine) = zones.first;
      if (named.insert(machine).second) {
        const auto& [chip, instance, chips, place] = machine;
        rents.push_back({chip, instance, chips, place, std::get<4>(key), zones.spot});
        records.insert(records.end(), zones.records.begin(), zones.records.end());
      } else {
        for (const std::string& record : zones.records)
          imported_.left_out.push_back({record, "dearer than another offer of the same machine there"});
      }
    }
    if (rents.empty()) return;
    imported_.files.push_back(cloud_file(cloud_, rents, from_));
    imported_.files.back().records = std::move(records);
  }

  CsvReading reading_;
  std::string cloud_;
  ReadFrom from_;
  using AloneAt = std::tuple<std::string, long long, std::string>;  // accelerators by number and place
  std::map<AloneAt, const Offer*> alone_;
  std::set<AloneAt> added_;  // to the price of a machine
  std::map<OfferKey, Zones> offers_;
  Imported imported_;
};

// "aws" of "aws/vms.csv" and of "aws.csv".
std::string cloud_of(const std::string& path) {
  std::string name = file_name(path);
  if (name.ends_with(".csv")) name.erase(name.size() - 4);
  if (name != "vms" || path.find('/') == std::string::npos) return name;
  return file_name(folder_of(path));
}

}  // namespace

std::optional<Imported> read_skypilot(const SourcePointer& source, const Circumstances& circumstances,
                                      Diagnostics& diagnostics) {
  const std::string cloud = circumstances.name.empty() ? cloud_of(source->name) : circumstances.name;
  if (!is_file_name(cloud) || cloud == "vms")
    diagnostics.add(without_place(fmt::format("`{}` cannot be the name of a cloud", made_visible(cloud)),
                                  {"put it behind the file: costcurve import skypilot vms.csv aws"}));
  std::optional<CsvTable> table = read_csv(source, diagnostics);
  if (!table) return std::nullopt;
  Imported imported = SkypilotReader(std::move(*table), cloud, circumstances, diagnostics).read();
  return diagnostics.empty() ? std::optional<Imported>(std::move(imported)) : std::nullopt;
}

}  // namespace costcurve::imports
