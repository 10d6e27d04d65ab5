// The way from Assay's C functions to a C++ class and back. No exception gets out.
//
// The contract, assay_plugin.h, is written like a man page.
#pragma once

#include "json.hpp"

#include <assay_plugin.h>

#include <exception>
#include <new>
#include <string>
#include <string_view>

namespace assay {

inline assay_bytes bytes(std::string_view text) { return {reinterpret_cast<const uint8_t *>(text.data()), text.size()}; }

inline std::string_view text(assay_bytes bytes) { return {reinterpret_cast<const char *>(bytes.ptr), static_cast<std::size_t>(bytes.len)}; }

/// Throw it to say why something can't be done, in words for people.
struct Failure {
    assay_failure_kind kind;
    std::string code, message, mend;
};

/// Thrown when the call is no longer wanted.
struct Cancelled {};

/// A word with the page that it stands on.
struct Word {
    const assay_page &page;
    const assay_word &row;
    std::string_view text;
};

/// The call that is under way: what came in, and who listens.
class Call {
public:
    Call(const assay_host *host, assay_call *call, const assay_input *input) : host_(host), call_(call), input_(input) {}

    /// What is known so far, or the event.
    json::Value record() const { return json::Value(text(input_->record)); }

    /// Calls `body` with each word in reading order, until it returns true. All offsets were checked before.
    template <class Body> void each_word(Body body) const
    {
        const assay_document *document = input_->document;
        const char *base = reinterpret_cast<const char *>(document);
        for (uint32_t p = 0; p < document->page_count; p++) {
            auto *page = reinterpret_cast<const assay_page *>(base + document->pages_off + uint64_t(p) * document->page_stride);
            for (uint32_t w = 0; w < page->word_count; w++) {
                if (w % 1024 == 0)
                    check_cancelled();
                uint64_t place = (uint64_t(page->first_word) + w) * document->word_stride;
                auto *row = reinterpret_cast<const assay_word *>(base + document->words_off + place);
                if (body(Word{*page, *row, {base + document->text_off + row->text_off, row->text_len}}))
                    return;
            }
        }
    }

    /// Ask it in every loop of your own.
    void check_cancelled() const
    {
        if (host_->cancelled(call_))
            throw Cancelled();
    }

    void progress(float fraction) const { host_->progress(call_, fraction); }
    /// Keep the document's text and secrets out of the log.
    void log(std::string_view line, assay_level level = ASSAY_INFO) const { host_->log(call_, level, bytes(line)); }
    /// The result, a JSON object.
    void emit(std::string_view json) const { host_->emit(call_, bytes(json)); }
    /// How a notifier's attempt ended.
    void deliver(assay_verdict verdict, std::string_view detail, uint64_t after_ms = 0) const
    {
        host_->deliver(call_, verdict, after_ms, bytes(detail));
    }

private:
    const assay_host *host_;
    assay_call *call_;
    const assay_input *input_;
};

/// Runs `body` and turns whatever it throws into a status. Nothing here asks for memory.
template <class Body> int32_t guarded(const assay_host *host, assay_call *call, Body body) noexcept
{
    auto fail = [&](assay_failure_kind kind, std::string_view code, std::string_view message, std::string_view mend) {
        assay_failure failure = {};
        failure.size = sizeof failure;
        failure.kind = kind;
        failure.code = bytes(code);
        failure.message = bytes(message);
        failure.mend = bytes(mend);
        host->fail(call, &failure);
        return static_cast<int32_t>(ASSAY_FAILED);
    };
    try {
        return body();
    } catch (const Cancelled &) {
        return ASSAY_CANCELLED;
    } catch (const Failure &why) {
        return fail(why.kind, why.code, why.message, why.mend);
    } catch (const std::bad_alloc &) {
        return fail(ASSAY_FAIL_LIMIT, "memory", "it does not fit into memory", "raise the step's memory limit");
    } catch (const std::exception &error) {
        return fail(ASSAY_FAIL_INTERNAL, "exception", error.what(), "");
    } catch (...) {
        return fail(ASSAY_FAIL_INTERNAL, "exception", "it threw what is no exception", "");
    }
}

/// The three functions of a component whose class has a constructor for its options, and run().
template <class Component, uint32_t request> struct Door {
    static void *create(const assay_host *host, assay_call *call, assay_bytes options) noexcept
    {
        Component *made = nullptr;
        guarded(host, call, [&] {
            made = new Component(json::Value(text(options)));
            return static_cast<int32_t>(ASSAY_OK);
        });
        return made;
    }

    static int32_t run(void *instance, const assay_host *host, assay_call *call, const assay_input *input) noexcept
    {
        if (input->request != request || (Component::needs_document && !input->document))
            return ASSAY_UNSUPPORTED;
        return guarded(host, call, [&] {
            static_cast<Component *>(instance)->run(Call(host, call, input));
            return static_cast<int32_t>(ASSAY_OK);
        });
    }

    static void destroy(void *instance) noexcept { delete static_cast<Component *>(instance); }
};

} // namespace assay
