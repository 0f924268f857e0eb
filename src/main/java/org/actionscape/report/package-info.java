/**
 * Results read again, and the page that shows them. Start with {@link
 * org.actionscape.report.ResultFolder}, which reads one result, and {@link
 * org.actionscape.report.ReportPage}, which shows several.
 */
package org.actionscape.report;
