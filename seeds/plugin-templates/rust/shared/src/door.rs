//! assay_plugin.h, ABI 1.0, in Rust, and the way from its functions to a component and back.
//!
//! The header is written like a man page; what stands here under `abi` is its translation. No panic gets out.
#![allow(dead_code)]

use crate::json::Value;
use std::any::Any;
use std::borrow::Cow;
use std::ffi::c_void;
use std::mem::size_of;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::slice;

pub mod abi {
    use std::ffi::c_void;
    use std::os::raw::c_char;

    pub const MAGIC: u32 = 0x3159_5341;
    pub const MAJOR: u32 = 1;
    pub const MINOR: u32 = 1;

    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct Bytes {
        pub ptr: *const u8,
        pub len: u64,
    }

    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct Document {
        pub magic: u32,
        pub version: u16,
        pub header_size: u16,
        pub total_size: u64,
        pub page_count: u32,
        pub word_count: u32,
        pub image_count: u32,
        pub font_count: u32,
        pub page_stride: u32,
        pub word_stride: u32,
        pub image_stride: u32,
        pub font_stride: u32,
        pub pages_off: u64,
        pub words_off: u64,
        pub images_off: u64,
        pub fonts_off: u64,
        pub text_off: u64,
        pub text_len: u64,
        pub meta_off: u64,
        pub meta_len: u64,
        pub blob_off: u64,
        pub blob_len: u64,
    }

    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct Page {
        pub number: u32,
        pub flags: u32,
        pub width: f32,
        pub height: f32,
        pub rotation: u16,
        pub reserved0: u16,
        pub dpi: f32,
        pub first_word: u32,
        pub word_count: u32,
        pub first_image: u32,
        pub image_count: u32,
        pub reserved1: u64,
        pub reserved2: u64,
    }

    #[repr(C)]
    #[derive(Clone, Copy)]
    pub struct Word {
        pub text_off: u32,
        pub text_len: u32,
        pub x0: f32,
        pub y0: f32,
        pub x1: f32,
        pub y1: f32,
        pub confidence: f32,
        pub line: u32,
        pub font: u16,
        pub flags: u16,
        pub font_size: f32,
        pub colour: u32,
        pub rotation: u16,
        pub block: u16,
    }

    pub const RUN: u32 = 1;
    pub const NOTIFY: u32 = 5;

    #[repr(C)]
    pub struct Input {
        pub size: u32,
        pub request: u32,
        pub document: *const Document,
        pub source: Bytes,
        pub record: Bytes,
        pub results: *const Bytes,
        pub result_count: u64,
        pub pages: *const u32,
        pub page_count: u64,
        pub image: *const c_void,
        pub looks: Bytes,
        pub timeout_ms: u64,
        pub name: Bytes,
    }

    #[repr(C)]
    pub struct Call {
        _opaque: [u8; 0],
    }

    #[repr(C)]
    pub struct Failure {
        pub size: u32,
        pub kind: u32,
        pub retry: u32,
        pub page: u32,
        pub retry_after_ms: u64,
        pub code: Bytes,
        pub message: Bytes,
        pub mend: Bytes,
    }

    #[repr(C)]
    pub struct Host {
        pub size: u32,
        pub abi_major: u16,
        pub abi_minor: u16,
        pub log: unsafe extern "C" fn(*mut Call, i32, Bytes),
        pub progress: unsafe extern "C" fn(*mut Call, f32),
        pub cancelled: unsafe extern "C" fn(*mut Call) -> i32,
        pub emit: unsafe extern "C" fn(*mut Call, Bytes),
        pub allocate_document: unsafe extern "C" fn(*mut Call, u64) -> *mut c_void,
        pub emit_document: unsafe extern "C" fn(*mut Call, Bytes),
        pub fail: unsafe extern "C" fn(*mut Call, *const Failure),
        pub deliver: unsafe extern "C" fn(*mut Call, u32, u64, Bytes),
        pub extension: unsafe extern "C" fn(*const c_char) -> *const c_void,
    }

    pub const EXTRACTOR: u32 = 1;
    pub const VALIDATOR: u32 = 2;
    pub const NOTIFIER: u32 = 3;

    #[repr(C)]
    pub struct Component {
        pub size: u32,
        pub kind: u32,
        pub id: *const c_char,
        pub create: unsafe extern "C" fn(*const Host, *mut Call, Bytes) -> *mut c_void,
        pub run: unsafe extern "C" fn(*mut c_void, *const Host, *mut Call, *const Input) -> i32,
        pub destroy: unsafe extern "C" fn(*mut c_void),
    }

    #[repr(C)]
    pub struct Plugin {
        pub magic: u32,
        pub size: u32,
        pub abi_major: u16,
        pub abi_minor: u16,
        pub component_count: u32,
        pub components: *const &'static Component,
        pub manifest_json: *const c_char,
        pub built_with: *const c_char,
    }

    // Their pointers lead to constants.
    unsafe impl Sync for Component {}
    unsafe impl Sync for Plugin {}
}

const _: () = assert!(size_of::<abi::Bytes>() == 16);
const _: () = assert!(size_of::<abi::Document>() == 128);
const _: () = assert!(size_of::<abi::Page>() == 56);
const _: () = assert!(size_of::<abi::Word>() == 48);
const _: () = assert!(size_of::<abi::Input>() == 128);
const _: () = assert!(size_of::<abi::Failure>() == 72);
const _: () = assert!(size_of::<abi::Host>() == 80);
const _: () = assert!(size_of::<abi::Component>() == 40);
const _: () = assert!(size_of::<abi::Plugin>() == 40);

/// What sort of trouble it is.
#[derive(Clone, Copy)]
pub enum Kind {
    Internal = 0,
    Input = 1,
    Unsupported = 2,
    Configuration = 3,
    Missing = 4,
    Limit = 5,
    Unavailable = 6,
    Refused = 7,
}

/// How a notifier's attempt ended.
#[derive(Clone, Copy)]
pub enum Verdict {
    Delivered = 1,
    Retry = 2,
    Permanent = 3,
    Gone = 4,
}

/// Why a call came to no good end.
pub enum Stop {
    /// It is no longer wanted.
    Cancelled,
    /// In words for people.
    Failed { kind: Kind, code: &'static str, message: String },
}

impl Stop {
    pub fn failed(kind: Kind, code: &'static str, message: &str) -> Stop {
        Stop::Failed { kind, code, message: message.to_string() }
    }
}

/// Something that the library offers.
pub trait Component: Sized {
    /// Which request it answers.
    const REQUEST: u32;
    /// Called once for each use in a pipeline. The options were checked against plugin.json, and defaults are filled in.
    fn new(options: Value) -> Result<Self, Stop>;
    /// Called for each document, or each event.
    fn run(&self, call: &Call) -> Result<(), Stop>;
}

/// A word with the number of its page, from 1.
pub struct Word<'a> {
    pub page: u32,
    pub row: abi::Word,
    pub text: Cow<'a, str>,
}

/// The call that is under way: what came in, and who listens.
pub struct Call<'a> {
    host: &'a abi::Host,
    call: *mut abi::Call,
    document: &'a [u8],
    record: &'a str,
}

impl<'a> Call<'a> {
    /// What is known so far, or the event.
    pub fn record(&self) -> Value<'a> {
        Value::new(self.record)
    }

    /// All words in reading order.
    pub fn words(&self) -> impl Iterator<Item = Word<'a>> {
        let document = self.document;
        let header: abi::Document = row(document, 0).unwrap_or_else(|| unsafe { std::mem::zeroed() });
        (0..u64::from(header.page_count))
            .filter_map(move |index| row::<abi::Page>(document, header.pages_off + index * u64::from(header.page_stride)))
            .flat_map(move |page| {
                (0..u64::from(page.word_count)).filter_map(move |index| {
                    let place = (u64::from(page.first_word) + index) * u64::from(header.word_stride);
                    let word: abi::Word = row(document, header.words_off + place)?;
                    let start = usize::try_from(header.text_off + u64::from(word.text_off)).ok()?;
                    let text = document.get(start..start + word.text_len as usize)?;
                    Some(Word { page: page.number, row: word, text: String::from_utf8_lossy(text) })
                })
            })
    }

    /// Ask it in every loop of your own.
    pub fn check_cancelled(&self) -> Result<(), Stop> {
        match unsafe { (self.host.cancelled)(self.call) } {
            0 => Ok(()),
            _ => Err(Stop::Cancelled),
        }
    }

    pub fn progress(&self, fraction: f32) {
        unsafe { (self.host.progress)(self.call, fraction) }
    }

    /// A line for the log. Keep the document's text and secrets out of it.
    pub fn log(&self, line: &str) {
        unsafe { (self.host.log)(self.call, 1, bytes(line)) }
    }

    /// The result, a JSON object.
    pub fn emit(&self, json: &str) {
        unsafe { (self.host.emit)(self.call, bytes(json)) }
    }

    /// How a notifier's attempt ended.
    pub fn deliver(&self, verdict: Verdict, detail: &str) {
        unsafe { (self.host.deliver)(self.call, verdict as u32, 0, bytes(detail)) }
    }
}

fn bytes(text: &str) -> abi::Bytes {
    abi::Bytes { ptr: text.as_ptr(), len: text.len() as u64 }
}

/// A row of a table, copied; `T` is one of the structs above, for which any bytes will do.
fn row<T: Copy>(document: &[u8], at: u64) -> Option<T> {
    let start = usize::try_from(at).ok()?;
    let bytes = document.get(start..start.checked_add(size_of::<T>())?)?;
    Some(unsafe { bytes.as_ptr().cast::<T>().read_unaligned() })
}

/// Borrowed bytes; the host lends them for the call.
unsafe fn borrowed<'a>(bytes: abi::Bytes) -> &'a [u8] {
    match usize::try_from(bytes.len) {
        Ok(length) if length > 0 && !bytes.ptr.is_null() => slice::from_raw_parts(bytes.ptr, length),
        _ => &[],
    }
}

fn fail(host: &abi::Host, call: *mut abi::Call, kind: Kind, code: &str, message: &str) {
    let failure = abi::Failure {
        size: size_of::<abi::Failure>() as u32,
        kind: kind as u32,
        retry: 0,
        page: 0,
        retry_after_ms: 0,
        code: bytes(code),
        message: bytes(message),
        mend: bytes(""),
    };
    unsafe { (host.fail)(call, &failure) }
}

/// Runs `body`, tells the host of what went wrong, and gives the status with which to return.
fn guarded(host: &abi::Host, call: *mut abi::Call, body: impl FnOnce() -> Result<(), Stop>) -> i32 {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => return 0,
        Ok(Err(Stop::Cancelled)) => return 2,
        Ok(Err(Stop::Failed { kind, code, message })) => fail(host, call, kind, code, &message),
        Err(panic) => fail(host, call, Kind::Internal, "panic", words(&*panic)),
    }
    1
}

fn words(panic: &(dyn Any + Send)) -> &str {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text,
        _ => "it panicked",
    }
}

pub unsafe extern "C" fn create<C: Component>(host: *const abi::Host, call: *mut abi::Call, options: abi::Bytes) -> *mut c_void {
    let mut made = std::ptr::null_mut();
    guarded(&*host, call, || {
        let text = std::str::from_utf8(borrowed(options)).unwrap_or("");
        made = Box::into_raw(Box::new(C::new(Value::new(text))?)).cast();
        Ok(())
    });
    made
}

pub unsafe extern "C" fn run<C: Component>(
    instance: *mut c_void, host: *const abi::Host, call: *mut abi::Call, input: *const abi::Input,
) -> i32 {
    let (host, input) = (&*host, &*input);
    if input.request != C::REQUEST {
        return 3;
    }
    let document = match input.document.as_ref() {
        Some(header) => borrowed(abi::Bytes { ptr: input.document.cast(), len: header.total_size }),
        None => &[],
    };
    let record = std::str::from_utf8(borrowed(input.record)).unwrap_or("");
    let component = &*instance.cast::<C>();
    guarded(host, call, || component.run(&Call { host, call, document, record }))
}

pub unsafe extern "C" fn destroy<C: Component>(instance: *mut c_void) {
    // What panics while it is dropped is left where it is.
    let _ = catch_unwind(AssertUnwindSafe(|| drop(Box::from_raw(instance.cast::<C>()))));
}

/// Makes the library's table of contents, with one component.
#[macro_export]
macro_rules! plugin {
    ($kind:expr, $id:literal, $component:ty) => {
        #[no_mangle]
        pub extern "C" fn assay_plugin_entry(host_abi_major: u32) -> *const $crate::door::abi::Plugin {
            use $crate::door::{abi, create, destroy, run};
            static COMPONENT: abi::Component = abi::Component {
                size: std::mem::size_of::<abi::Component>() as u32,
                kind: $kind,
                id: concat!($id, "\0").as_ptr().cast(),
                create: create::<$component>,
                run: run::<$component>,
                destroy: destroy::<$component>,
            };
            static COMPONENTS: [&abi::Component; 1] = [&COMPONENT];
            static PLUGIN: abi::Plugin = abi::Plugin {
                magic: abi::MAGIC,
                size: std::mem::size_of::<abi::Plugin>() as u32,
                abi_major: abi::MAJOR as u16,
                abi_minor: abi::MINOR as u16,
                component_count: 1,
                components: COMPONENTS.as_ptr(),
                manifest_json: concat!(include_str!("../plugin/plugin.json"), "\0").as_ptr().cast(),
                built_with: "Rust\0".as_ptr().cast(),
            };
            if host_abi_major == abi::MAJOR {
                &PLUGIN
            } else {
                std::ptr::null()
            }
        }
    };
}
