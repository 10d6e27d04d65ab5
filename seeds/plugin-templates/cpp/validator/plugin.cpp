// @NAME@, a validator. START HERE: flags() decides what is flagged.
#include "door.hpp"

namespace {

class Component {
public:
    static constexpr bool needs_document = false;

    /// Called once for each use in a pipeline. The options were checked against plugin.json, and defaults are filled in.
    explicit Component(json::Value options)
    {
        auto maximum = options["maximum"].number();
        if (!maximum)
            throw assay::Failure{ASSAY_FAIL_CONFIGURATION, "options", "the option maximum must be a number", ""};
        maximum_ = *maximum;
    }

    /// Called for each document: a record is one invoice on it. The answer has the flags of each, in the same order.
    void run(const assay::Call &call) const
    {
        std::string all;
        call.record()["records"].each([&](json::Value record) {
            call.check_cancelled();
            all += (all.empty() ? "{\"flags\":[" : ",{\"flags\":[") + flags(record) + "]}";
        });
        call.emit("{\"records\":[" + all + "]}");
    }

private:
    double maximum_ = 0;

    /// The flags of one record: none when all is well.
    std::string flags(json::Value record) const
    {
        using json::number, json::quoted;
        json::Value total = record["fields"]["total"];
        auto value = total["value"].string();
        auto amount = total["value"].number();
        if (!value || !amount || *amount <= maximum_)
            return "";
        return "{\"rule\":\"LIMIT-01\",\"severity\":\"medium\",\"message\":"
            + quoted("The total " + *value + " is above " + number(maximum_)) + ",\"fields\":[\"total\"],\"evidence\":{\"expected\":"
            + quoted("at most " + number(maximum_)) + ",\"observed\":" + quoted(*value)
            + "},\"source\":\"@NAME@\",\"confidence\":" + number(total["confidence"].number().value_or(0)) + "}";
    }
};

// The door: what Assay finds in this library.
using Door = assay::Door<Component, ASSAY_RUN>;
const assay_component component = {sizeof component, ASSAY_VALIDATOR, "@NAME@", Door::create, Door::run, Door::destroy};
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
