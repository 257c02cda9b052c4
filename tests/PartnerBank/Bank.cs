using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace TalentFinance.PartnerBank;

/// <summary>One bank: takes messages in, works on them, calls back.</summary>
internal sealed partial class Bank : IAsyncDisposable
{
    /// <summary>A step that the marketplace does not allow yet (its own services hear of each other by events) is tried again for so long.</summary>
    private static readonly TimeSpan[] NotYet = [.. new[] { 0.3, 0.7, 1.5, 3, 6, 12, 25 }.Select(TimeSpan.FromSeconds)];

    private readonly Journal journal;
    private readonly GatewayClient gateway;
    private readonly ILogger log;
    private readonly Channel<JsonElement> work = Channel.CreateUnbounded<JsonElement>();
    private readonly ConcurrentDictionary<Guid, Invitation> invitations = new();
    private readonly ConcurrentQueue<JsonElement> held = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task[] workers;

    public Bank(BankSettings settings, string stateDirectory, HttpClient http, ControlLog control, ILogger log)
    {
        (Settings, Control, this.log) = (settings, control, log);
        Signature = new Signature(settings.ClientId, settings.SigningKey);
        gateway = new GatewayClient(http, settings, Signature);
        journal = new Journal(Path.Combine(stateDirectory, settings.Name + ".jsonl"));
        foreach (var message in journal.All) Remember(message);
        foreach (var message in journal.Unfinished) work.Writer.TryWrite(message);
        workers = [.. Enumerable.Range(0, settings.Workers).Select(_ => Task.Run(Work))];
    }

    public BankSettings Settings { get; }
    public Signature Signature { get; }
    public ControlLog Control { get; }
    public Mode Mode { get; private set; }
    public int DelayMs { get; private set; } = 3000;
    public object Summary => new { Settings.Name, Settings.BankId, Mode, DelayMs, journal.Received, journal.Open };

    public void Behave(Mode mode, int? delayMs)
    {
        (Mode, DelayMs) = (mode, delayMs ?? DelayMs);
        if (mode is Mode.Wrong) return;
        while (held.TryDequeue(out var message)) work.Writer.TryWrite(message);
    }

    /// <summary>False when it was received before.</summary>
    public bool Receive(JsonElement message)
    {
        if (!journal.Receive(message.GetProperty("deliveryId").GetGuid(), message)) return false;
        Remember(message);
        work.Writer.TryWrite(message);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        work.Writer.TryComplete();
        await Task.WhenAll(workers);
        gateway.Dispose();
        journal.Dispose();
        stopping.Dispose();
    }

    private void Remember(JsonElement message)
    {
        if (message.GetProperty("kind").GetString() != "InvitationOpened") return;
        var (data, applicant) = (message.GetProperty("data"), message.GetProperty("data").GetProperty("applicant").GetProperty("profile"));
        var invitation = new Invitation(
            data.GetProperty("invitationId").GetGuid(), message.GetProperty("applicationId").GetGuid(), data.GetProperty("number").GetString()!,
            data.GetProperty("amountYuan").GetDecimal(), data.GetProperty("tenorMonths").GetInt32(),
            applicant.GetProperty("salesYuan").GetDecimal(), applicant.GetProperty("seriousBreach").GetBoolean());
        invitations[invitation.InvitationId] = invitation;
    }

    private async Task Work()
    {
        try
        {
            await foreach (var message in work.Reader.ReadAllAsync(stopping.Token))
            {
                var deliveryId = message.GetProperty("deliveryId").GetGuid();
                try
                {
                    if (Mode == Mode.Wrong && await Misbehave(message))
                    {
                        // Once it behaves again it does what it should have done.
                        held.Enqueue(message);
                        continue;
                    }
                    if (await Act(message)) journal.Finish(deliveryId);
                    else Later(message, TimeSpan.FromSeconds(1));
                }
                catch (Exception failure) when (failure is HttpRequestException or TimeoutRejectedException or BrokenCircuitException || (failure is TaskCanceledException && !stopping.IsCancellationRequested))
                {
                    LogLater(log, Settings.Name, deliveryId, failure.Message);
                    Later(message, TimeSpan.FromSeconds(3));
                }
                catch (Exception failure) when (failure is KeyNotFoundException or FormatException or InvalidOperationException)
                {
                    // Not what the document promises: nothing to repeat, somebody must look.
                    LogStrange(log, Settings.Name, deliveryId, failure);
                    journal.Finish(deliveryId);
                }
            }
        }
        catch (OperationCanceledException) { }
    }

    /// <summary>What the bank does about a piece of news; false when it must be tried again.</summary>
    private async Task<bool> Act(JsonElement message)
    {
        var data = message.GetProperty("data");
        switch (message.GetProperty("kind").GetString())
        {
            case "InvitationOpened":
                await Call(message, "take", $"/api/loan/invitations/{data.GetProperty("invitationId").GetGuid()}/take", new { });
                await Decide(message, answered: false);
                return true;
            case "InformationProvided":
                // The invitation itself may still be under way: news comes in any order.
                if (!invitations.ContainsKey(data.GetProperty("invitationId").GetGuid())) return false;
                await Decide(message, answered: true);
                return true;
            case "CoverReserved":
                await SignAndPayOut(message, data);
                return true;
            default:
                return true;
        }
    }

    private async Task Decide(JsonElement message, bool answered)
    {
        var invitation = invitations[message.GetProperty("data").GetProperty("invitationId").GetGuid()];
        var path = $"/api/loan/invitations/{invitation.InvitationId}/";
        switch (DecisionPolicy.Decide(Settings.Policy, Settings.Name, invitation, answered))
        {
            case Ask ask:
                await Call(message, "ask", path + "ask", new { ask.Text });
                break;
            case Decline decline:
                await Call(message, "decline", path + "decline", new { decline.Reason, decline.Text });
                break;
            case Offer offer:
                await Call(message, "offer", path + "offers", new
                {
                    offer.AmountYuan,
                    offer.SpreadBp,
                    offer.TenorMonths,
                    offer.Method,
                    offer.Conditions,
                    InParts = Settings.Policy.Parts > 1,
                    // From the message, not from the clock: the same step has the same body whenever it is repeated.
                    ExpiresAt = message.GetProperty("at").GetDateTimeOffset().AddDays(Settings.Policy.OfferValidDays),
                });
                break;
        }
    }

    private async Task SignAndPayOut(JsonElement message, JsonElement data)
    {
        var applicationId = message.GetProperty("applicationId").GetGuid();
        var principal = data.GetProperty("principalYuan").GetDecimal();
        var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.AddHours(8).DateTime).AddDays(Settings.Policy.BusinessDateOffsetDays);
        var number = string.Create(CultureInfo.InvariantCulture, $"{Settings.Name.ToUpperInvariant()}-{data.GetProperty("offerId").GetGuid().ToString("N")[..16]}");
        var contract = await Call(message, "contract", $"/api/loan/applications/{applicationId}/contract", new { ContractNumber = number, SignedOn = today }, waits: true);
        if (contract is not { Ok: true, Body: { } loan }) return;
        var loanId = (loan.TryGetProperty("loanId", out var id) ? id : loan.GetProperty("id")).GetGuid();
        var (parts, paid) = (Math.Max(1, Settings.Policy.Parts), 0m);
        for (var part = 1; part <= parts; part++)
        {
            var amount = part == parts ? principal - paid : decimal.Round(principal / parts, 2);
            paid += amount;
            await Call(message, "payout-" + part, $"/api/loan/loans/{loanId}/disbursements", new { AmountYuan = amount, DisbursedOn = today, Final = part == parts }, waits: true);
        }
    }

    /// <summary>One signed call. The key of a step is made from the delivery, so a step that is repeated after a crash is the same step.</summary>
    private async Task<Answer> Call(JsonElement message, string step, string target, object body, bool waits = false)
    {
        var key = $"{message.GetProperty("deliveryId").GetGuid():N}-{step}";
        for (var attempt = 0; ; attempt++)
        {
            var answer = await gateway.Post(target, body, key, stopping.Token);
            Control.Add(Settings.Name, "out", step, answer, target, message);
            if (Mode == Mode.Repeating && attempt == 0) await Repeat(message, step, target, body, key);
            // A state that is not reached yet is not a no.
            if (!waits || answer.Status != 409 || attempt >= NotYet.Length) return answer;
            await Task.Delay(NotYet[attempt], stopping.Token);
        }
    }

    /// <summary>Says everything twice: with a new nonce (must get the same answer) and as an exact replay (must be refused).</summary>
    private async Task Repeat(JsonElement message, string step, string target, object body, string key)
    {
        Control.Add(Settings.Name, "out", step + "-again", await gateway.Post(target, body, key, stopping.Token), target, message);
        var (first, second) = await gateway.PostTwice(target, body, key, stopping.Token);
        Control.Add(Settings.Name, "out", step + "-replayed-first", first, target, message);
        Control.Add(Settings.Name, "out", step + "-replayed-second", second, target, message);
    }

    /// <summary>Everything that a bank must not get away with. True when this piece of news was answered so.</summary>
    private async Task<bool> Misbehave(JsonElement message)
    {
        if (message.GetProperty("kind").GetString() != "InvitationOpened") return false;
        var (invitationId, applicationId) = (message.GetProperty("data").GetProperty("invitationId").GetGuid(), message.GetProperty("applicationId").GetGuid());
        var offers = $"/api/loan/invitations/{invitationId}/offers";
        object Offer(decimal amount, int spreadBp = 10, int tenorMonths = 12) => new { AmountYuan = amount, SpreadBp = spreadBp, TenorMonths = tenorMonths, Method = "EqualInstalment", Conditions = "", ExpiresAt = DateTimeOffset.UtcNow.AddDays(7) };
        var take = $"/api/loan/invitations/{invitationId}/take";
        (string Step, string Target, object Body, Action<HttpRequestMessage>? Spoil)[] wrongs =
        [
            ("wrong-signature", take, new { }, request => Replace(request, "X-TF-Signature", new string('0', 64))),
            ("no-signature", take, new { }, request => request.Headers.Remove("X-TF-Signature")),
            ("foreign-key", take, new { }, request => Replace(request, "X-TF-Key", "somebody-else")),
            ("old-timestamp", take, new { }, request => Replace(request, "X-TF-Timestamp", DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))),
            ("other-body", take, new { }, request => request.Content = new StringContent("""{"text":"not what was signed"}""", null, "application/json")),
            ("negative-amount", offers, Offer(-1), null),
            ("absurd-amount", offers, Offer(1_000_000_000_000_000m), null),
            ("absurd-rate", offers, Offer(100_000, spreadBp: 1_000_000), null),
            ("absurd-tenor", offers, Offer(100_000, tenorMonths: 100_000), null),
            ("unknown-invitation", $"/api/loan/invitations/{Guid.NewGuid()}/take", new { }, null),
            ("unknown-application", $"/api/loan/applications/{Guid.NewGuid()}/contract", new { ContractNumber = "X-1", SignedOn = DateOnly.FromDateTime(DateTime.UtcNow) }, null),
            ("contract-too-early", $"/api/loan/applications/{applicationId}/contract", new { ContractNumber = "X-1", SignedOn = DateOnly.FromDateTime(DateTime.UtcNow) }, null),
            ("unknown-field", offers, new { Amount = 1, Nonsense = true }, null),
        ];
        foreach (var (step, target, body, spoil) in wrongs)
            Control.Add(Settings.Name, "out", step, await gateway.Post(target, body, Guid.NewGuid().ToString("N"), stopping.Token, spoil), target, message);
        return true;
    }

    private static void Replace(HttpRequestMessage request, string header, string value)
    {
        request.Headers.Remove(header);
        request.Headers.Add(header, value);
    }

    private void Later(JsonElement message, TimeSpan after) => _ = Task.Delay(after, stopping.Token).ContinueWith(
        _ => work.Writer.TryWrite(message), stopping.Token, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bank}: {DeliveryId} is tried again: {Reason}")]
    private static partial void LogLater(ILogger log, string bank, Guid deliveryId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Bank}: {DeliveryId} is not what was agreed")]
    private static partial void LogStrange(ILogger log, string bank, Guid deliveryId, Exception failure);
}
