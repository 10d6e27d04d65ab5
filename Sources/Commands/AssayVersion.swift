/// The version of all that is built from these sources.
package let assayVersion = "0.1.0"
