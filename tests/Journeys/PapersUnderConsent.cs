using System.Net;
using System.Text;
using TalentFinance.Tests.Harness;
using Xunit;
using static TalentFinance.Tests.Journeys.World;

namespace TalentFinance.Tests.Journeys;

/// <summary>A startup hands in its papers; a bank sees them while the startup lets it, and not a moment longer.</summary>
public sealed class PapersUnderConsent(World world)
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>A whole PDF of about so many bytes.</summary>
    private static byte[] Pdf(int bytes = 0) =>
        [.. "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n% "u8, .. Enumerable.Repeat((byte)'x', bytes), .. "\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"u8];

    private static async Task<Answer> HandsIn(Firm firm, byte[] bytes, string name = "licence.pdf", string? mediaType = "application/pdf")
    {
        using var content = new ByteArrayContent(bytes);
        if (mediaType is not null) content.Headers.ContentType = new(mediaType);
        return await firm.Contact.PostRaw($"/api/registry/documents?name={name}", content);
    }

    [Fact]
    public async Task Open_while_the_consent_lives()
    {
        var (firm, bank) = (await world.FirmJoins("青岛明示科技有限公司"), world.Harbour.Officer);
        var paper = Pdf(3000);
        var document = (await HandsIn(firm, paper)).Ok;
        Assert.Equal(("Pdf", paper.Length), (Text(document, "kind"), document["sizeBytes"]!.GetValue<int>()));
        var path = $"/api/registry/documents/{Id(document)}";
        async Task BankSees(bool sees)
        {
            foreach (var each in (string[])[path, path + "/content"]) Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await bank.Get(each)).Status);
            Assert.Equal(sees ? 1 : 0, Items(await bank.Get($"/api/registry/documents?firmId={firm.Id}")).Length);
        }
        await BankSees(false);

        async Task<Guid> Consents(params string[] scopes) => Id((await firm.Contact.Post("/api/registry/consents", new { granteeId = world.Harbour.Id, scopes, purpose = "贷前审查", validUntil = Today.AddMonths(2) })).Ok);
        // Another scope opens nothing of this.
        await Consents("Profile");
        await BankSees(false);
        var consent = await Consents("Documents");
        await BankSees(true);
        Assert.Equal(Encoding.ASCII.GetString(paper), (await bank.Get(path + "/content")).Text);
        // To this bank, nobody else; and each look is on record.
        Assert.Equal(HttpStatusCode.NotFound, (await world.Hill.Officer.Get(path)).Status);
        Assert.Contains("look at Documents under consent", await world.AuditOf("registry", firm.Id));

        Assert.False((await firm.Contact.Post($"/api/registry/consents/{consent}/revoke")).Ok["live"]!.GetValue<bool>());
        await BankSees(false);
        Assert.Equal(HttpStatusCode.OK, (await firm.Contact.Get(path + "/content")).Status);
    }

    [Fact]
    public async Task What_is_no_paper_is_refused_by_its_content()
    {
        var firm = await world.FirmJoins("青岛伪装科技有限公司");
        byte[] program = [.. "MZ"u8, 0x90, 0x00, .. Pdf(200)];
        byte[] cutOff = Pdf(4000)[..2000];
        byte[] script = [.. "%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"u8, .. Pdf()];
        byte[] zip = [.. "PK\x03\x04"u8, .. new byte[100]];
        foreach (var bytes in (byte[][])[program, cutOff, script, zip, [], "<html>"u8.ToArray()])
        {
            var refused = await HandsIn(firm, bytes);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "document-refused"), (refused.Status, refused.Code));
        }
        Assert.Equal("name", Assert.Single((await HandsIn(firm, Pdf(), name: "..%2Flicence.pdf")).RefusedFields));
        // The name decides nothing in the other direction either.
        Assert.Equal("Pdf", Text((await HandsIn(firm, Pdf(), name: "setup.exe", mediaType: "application/x-msdownload")).Ok, "kind"));
        Assert.Single(Items(await firm.Contact.Get("/api/registry/documents")));
    }

    [Fact]
    public async Task Twenty_megabytes_and_no_more()
    {
        var firm = await world.FirmJoins("青岛厚册科技有限公司");
        Assert.Equal(HttpStatusCode.Created, (await HandsIn(firm, Pdf(20 * Megabyte - 200))).Status);
        try
        {
            var refused = await HandsIn(firm, Pdf(20 * Megabyte));
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (refused.Status, refused.Code));
        }
        catch (HttpRequestException) { /* refused while it was still being sent */ }
        Assert.Single(Items(await firm.Contact.Get("/api/registry/documents")));
    }
}
