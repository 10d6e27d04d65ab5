// @NAME@, an extractor. START HERE: is_wanted() decides which word is read, result() what is said of it.
#include "door.hpp"

namespace {

class Component {
public:
    static constexpr bool needs_document = true;

    /// Called once for each use in a pipeline. The options were checked against plugin.json, and defaults are filled in.
    explicit Component(json::Value options)
    {
        auto prefix = options["prefix"].string();
        if (!prefix)
            throw assay::Failure{ASSAY_FAIL_CONFIGURATION, "options", "the option prefix must be a text", ""};
        prefix_ = *prefix;
    }

    /// Called for each document. What is not on it is absent, never guessed.
    void run(const assay::Call &call) const
    {
        call.each_word([&](const assay::Word &word) {
            if (!is_wanted(word.text))
                return false;
            call.emit(result(word));
            return true;
        });
    }

private:
    std::string prefix_;

    /// Whether this word is the value that we look for.
    bool is_wanted(std::string_view word) const { return word.size() > prefix_.size() && word.substr(0, prefix_.size()) == prefix_; }

    /// One field with its evidence: the text as printed, how far it can be trusted, and where it stands.
    static std::string result(const assay::Word &word)
    {
        using json::number, json::quoted;
        const assay_word &row = word.row;
        return "{\"fields\":{\"invoice_number\":{\"value\":" + quoted(word.text) + ",\"raw\":" + quoted(word.text)
            + ",\"confidence\":" + number(0.9 * row.confidence) + ",\"page\":" + number(word.page.number) + ",\"box\":["
            + number(row.x0) + "," + number(row.y0) + "," + number(row.x1) + "," + number(row.y1) + "]}}}";
    }
};

// The door: what Assay finds in this library.
using Door = assay::Door<Component, ASSAY_RUN>;
const assay_component component = {sizeof component, ASSAY_EXTRACTOR, "@NAME@", Door::create, Door::run, Door::destroy};
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
