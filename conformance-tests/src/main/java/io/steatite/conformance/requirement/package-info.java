/**
 * The rules Steatite is measured by, and the page that says which of them are proven.
 *
 * <p>In come the catalog ({@code requirements/*.tsv}, one file per source) and the evidence that
 * the test runs of all modules left behind; out goes {@code docs/conformance.md}. Start at {@link
 * io.steatite.conformance.requirement.ConformanceReport}.
 */
@NullMarked
package io.steatite.conformance.requirement;

import org.jspecify.annotations.NullMarked;
