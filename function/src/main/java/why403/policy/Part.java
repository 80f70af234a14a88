package why403.policy;

/** The part of a statement that a request can miss. */
public enum Part {
    PRINCIPAL,
    ACTION,
    RESOURCE,
    CONDITION
}
