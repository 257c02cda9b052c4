using TalentFinance.Demo;
using TalentFinance.Demo.Api;

try
{
    var options = Options.Parse(args);
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    return options.Verb switch
    {
        "setup" => await Verbs.Setup(options, stop.Token),
        "accounts" => Verbs.Accounts(options),
        "feed" => await Verbs.Feed(options, stop.Token),
        _ => throw new DemoFailure("verbs are setup, accounts and feed; deploy/run.sh calls them"),
    };
}
catch (DemoFailure failure)
{
    Console.Error.WriteLine("error: " + failure.Message);
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("stopped. Feed the same file again: it goes on where it was.");
    return 130;
}
