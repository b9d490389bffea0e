package dev.deskhand.people;

/**
 * A platform has said for the first time what somebody is called whom the desk knew already by what
 * they were called meanwhile. Published in the transaction in which it is kept.
 */
public record PersonNamed(long personId) {}
