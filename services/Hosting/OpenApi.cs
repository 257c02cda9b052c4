using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using TalentFinance.Contracts;

namespace TalentFinance.Hosting;

/// <summary>The service's API document: amounts as numbers in cents' steps, who may call what, the key that writes carry.</summary>
internal static class OpenApi
{
    public static void Add(IServiceCollection services, string service) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = $"TalentFinance {service}", Version = "v1" };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(Yuan) || context.JsonTypeInfo.Type == typeof(Yuan?))
            {
                schema.Type = JsonSchemaType.Number;
                schema.MultipleOf = 0.01m;
                schema.Description = "yuan, two decimals";
                schema.Properties?.Clear();
            }
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<AllowedRoles>().LastOrDefault() is { } allowed)
                operation.Description = $"{operation.Description} Roles: {(allowed.Roles.Count == Enum.GetValues<Role>().Length ? "anybody signed in" : string.Join(", ", allowed.Roles))}.".Trim();
            // For programs: the roles, ["anybody"] where nobody has to sign in, and nothing where nobody gets in.
            var roles = metadata.OfType<IAllowAnonymous>().Any() ? ["anybody"] : metadata.OfType<AllowedRoles>().LastOrDefault()?.Roles.Select(role => role.ToString()) ?? [];
            (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())["x-roles"] = new JsonNodeExtension(new JsonArray([.. roles.Select(role => JsonValue.Create(role))]));
            if (metadata.OfType<ExportsCsv>().Any())
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = "format",
                    In = ParameterLocation.Query,
                    Description = "csv: all pages as CSV (also by Accept: text/csv)",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create("csv")] },
                });
            if (context.Description.HttpMethod is not ("GET" or "HEAD") && !metadata.OfType<NoIdempotencyKey>().Any())
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = WriteFilter.Header,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "A new random key for each new request, the same when it is repeated.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = WriteFilter.KeyLengthMax },
                });
            return Task.CompletedTask;
        });
    });
}
