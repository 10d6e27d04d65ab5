// @NAME@, a notifier. START HERE: run() makes one attempt to tell, and says how it ended.
//
// A try that failed is repeated by Assay, not by you: say ASSAY_VERDICT_RETRY. For the network, put "network" into
// "needs" of plugin.json; the operator has to grant it.
#include "door.hpp"

namespace {

class Component {
public:
    static constexpr bool needs_document = false;

    /// Called once for each use in a pipeline. The options were checked against plugin.json, and defaults are filled in.
    explicit Component(json::Value options)
    {
        auto greeting = options["greeting"].string();
        if (!greeting)
            throw assay::Failure{ASSAY_FAIL_CONFIGURATION, "options", "the option greeting must be a text", ""};
        greeting_ = *greeting;
    }

    /// Called for each event; "data" in it is the whole result. Keep the document's text and secrets out of the log.
    void run(const assay::Call &call) const
    {
        json::Value event = call.record();
        std::string line = greeting_ + ": " + event["type"].string().value_or("") + " (" + event["id"].string().value_or("") + ")";
        call.log(line);
        call.deliver(ASSAY_DELIVERED, line);
    }

private:
    std::string greeting_;
};

// The door: what Assay finds in this library.
using Door = assay::Door<Component, ASSAY_NOTIFY>;
const assay_component component = {sizeof component, ASSAY_NOTIFIER, "@NAME@", Door::create, Door::run, Door::destroy};
const assay_component *const components[] = {&component};

// plugin.json, as an array that the Makefile makes.
const unsigned char manifest[] = {
#include "manifest.inc"
    0};

} // namespace

extern "C" ASSAY_EXPORT const assay_plugin *assay_plugin_entry(uint32_t host_abi_major)
{
    static const assay_plugin plugin = {
        ASSAY_ABI_MAGIC, sizeof plugin, ASSAY_ABI_MAJOR, ASSAY_ABI_MINOR, 1, components,
        reinterpret_cast<const char *>(manifest), "C++"};
    return host_abi_major == ASSAY_ABI_MAJOR ? &plugin : nullptr;
}
