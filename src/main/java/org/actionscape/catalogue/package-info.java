/** What this version offers: the studies, and everything that settings and commands can name. */
package org.actionscape.catalogue;
