/** Results read again, and the page that shows them. */
package org.actionscape.report;
