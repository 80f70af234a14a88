/**
 * Seeded random input for tests. A test is parameterized by {@link why403.seeded.Seeds} and makes all of its input with
 * the {@link why403.seeded.Generator} that it receives, so a seed always gives the same input and a failing test can be
 * repeated. Knows JUnit and nothing of why403.
 */
package why403.seeded;
