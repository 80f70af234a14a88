/**
 * Makes the scenarios of {@code events/}: seeded, so that the same files come out every time. One class a scenario says
 * what is asked, who asks, what fails and what the account answers; the others turn that into log lines, log objects
 * and an event. {@link why403.events.GenerateEvents} writes them.
 */
package why403.events;
