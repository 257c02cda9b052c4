using TalentFinance.Tests.Benchmarks;

// One line a figure: what was measured, its floor, and the share of the floor that it reaches. `run.sh relay consume` runs some.
if (args is ["floor-endpoint", var connection, var address])
{
    await FloorEndpoint.Serve(connection, address);
    return;
}
(string Name, Func<Task<Figure>> Measure)[] all =
[
    ("relay", RelayBenchmark.Run),
    ("consume", ConsumeBenchmark.Run),
    ("submit", SubmitBenchmark.Run),
    ("ledger", LedgerBenchmark.Run),
    ("gateway", GatewayBenchmark.Run),
    ("schedule", ScheduleBenchmark.Run),
];
foreach (var (name, measure) in all.Where(one => args.Length == 0 || args.Contains(one.Name)))
{
    Console.Error.WriteLine($"measuring {name} ...");
    Console.WriteLine((await measure()).ToString());
}
