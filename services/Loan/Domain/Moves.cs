using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>A state table as one readable value: from which states a move is allowed, and where it leads.</summary>
internal sealed class Moves<TState, TMove>(params (TMove Move, TState[] From, TState To)[] rows)
    where TState : struct, Enum
    where TMove : struct, Enum
{
    /// <summary>Moves that nobody asks for: time, another service or another aggregate makes them. Not told as possible.</summary>
    public TMove[] Unasked { get; init; } = [];

    /// <summary>The state after a move; an illegal one is refused with the moves that are allowed.</summary>
    public Outcome<TState> Next(TState state, TMove move)
    {
        foreach (var row in rows)
            if (row.Move.Equals(move) && row.From.Contains(state)) return row.To;
        return Refusal.State(move.ToString(), state.ToString(), Allowed(state));
    }

    public bool Allows(TState state, TMove move) => rows.Any(row => row.Move.Equals(move) && row.From.Contains(state));

    public IEnumerable<string> Allowed(TState state) => rows.Where(row => row.From.Contains(state) && !Unasked.Contains(row.Move)).Select(row => row.Move.ToString()).Distinct();
}
