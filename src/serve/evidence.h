#pragma once
// How much has been measured near a deployment, and what of it nobody has.

#include <string>
#include <vector>

#include "serve/deployments.h"

namespace costcurve {

/// One line each: measured rows of this model or of others on this chip, with plans and requests at once within a
/// factor of two; and each choice of the deployment that no measured row has.
std::vector<std::string> evidence_near(const std::string& llm, const std::string& chip, const Deployment& deployment);

}  // namespace costcurve
