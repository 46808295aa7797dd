/**
 * Makes {@code docs/conformance.md}, the page that lists which rules are proven by tests.
 *
 * <p>Input is the catalog of rules ({@code requirements/*.tsv}, one file for each source) and the
 * evidence that the test runs of all modules have written. Start with {@link
 * io.steatite.conformance.requirement.ConformanceReport}.
 */
@NullMarked
package io.steatite.conformance.requirement;

import org.jspecify.annotations.NullMarked;
