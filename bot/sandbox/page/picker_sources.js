// What a searchable list offers, and how its choice reads in `state.values`.

import { plain } from "./mrkdwn.js";

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function matching(items) {
  return (query) => {
    const wanted = fold(query).split(/\s+/).filter(Boolean);
    return items().filter((item) =>
      wanted.every((word) => fold(`${item.label} ${item.detail ?? ""}`).includes(word)),
    );
  };
}

/** → {find(query), initial: [item], value(items) → set part of state.values, items(value) → [item]} */
export function sourceOf(element, place) {
  const kind = element.type.replace(/^multi_/, "").replace(/_select$/, "");
  return kind === "static" || kind === "external"
    ? optionSource(element, place, kind)
    : idSource(element, place, kind);
}

function idSource(element, place, kind) {
  const noun = { users: "user", conversations: "conversation", channels: "channel" }[kind];
  const all = {
    users: () => people(place.context),
    conversations: () => conversations(element, place.context),
    channels: () => channels(place.context),
  }[kind];
  const toItem = (id) =>
    id && (all().find((item) => item.key === id) ?? { key: id, label: nameOf(id, place.context) });
  const multi = element.type.startsWith("multi_");
  const initial = initialIds(element, noun, multi, all, place.context).map(toItem);
  const set = (value) =>
    (multi ? (value[`selected_${noun}s`] ?? []) : [value[`selected_${noun}`]]).filter(Boolean);
  return {
    find: matching(all),
    initial,
    value: (items) =>
      multi
        ? { [`selected_${noun}s`]: items.map((item) => item.key) }
        : { [`selected_${noun}`]: items[0]?.key ?? null },
    items: (value) => set(value).map(toItem),
  };
}

function nameOf(id, context) {
  return context.person(id)?.real_name ?? context.channel(id)?.name ?? id;
}

function initialIds(element, noun, multi, all, context) {
  // The filter holds for the default too: a private channel is not offered where only public ones are.
  const current =
    element.default_to_current_conversation &&
    all().some((item) => item.key === context.currentChannel) &&
    context.currentChannel;
  if (current) return [current];
  const given = multi ? element[`initial_${noun}s`] : [element[`initial_${noun}`]];
  return (given ?? []).filter(Boolean);
}

function people(context) {
  return context
    .people()
    .filter((person) => !person.deleted)
    .map((person) => ({
      key: person.id,
      label: person.real_name || person.name,
      detail: [person.title, person.guest && "guest"].filter(Boolean).join(" · "),
    }));
}

const asItem = (conversation) => ({
  key: conversation.id,
  label: conversation.kind === "im" ? conversation.name : `#${conversation.name}`,
  detail: { private: "private channel", im: "direct message" }[conversation.kind],
});

function conversations(element, context) {
  const { include, exclude_bot_users: noBots } = element.filter ?? {};
  return context
    .conversations()
    .filter((conversation) => !include || include.includes(conversation.kind))
    .filter((conversation) => !(noBots && conversation.id === context.botChannel))
    .map(asItem);
}

function channels(context) {
  return context
    .conversations()
    .filter((conversation) => conversation.kind === "public")
    .map(asItem);
}

const optionItem = (option, group) => ({
  key: option.value,
  label: plain(option.text),
  detail: option.description && plain(option.description),
  group: group && plain(group.label),
  option,
});

export function optionItems({ options, option_groups: groups }) {
  return [
    ...(options ?? []).map((option) => optionItem(option)),
    ...(groups ?? []).flatMap((group) => group.options.map((option) => optionItem(option, group))),
  ];
}

function optionSource(element, place, kind) {
  const multi = element.type.startsWith("multi_");
  const initial = (multi ? element.initial_options : [element.initial_option]) ?? [];
  return {
    find:
      kind === "external" ? (query) => external(element, place, query) : matching(() => optionItems(element)),
    initial: initial.filter(Boolean).map((option) => optionItem(option)),
    value: (items) =>
      multi
        ? { selected_options: items.map((item) => item.option) }
        : { selected_option: items[0]?.option ?? null },
    items: (value) =>
      (multi ? (value.selected_options ?? []) : [value.selected_option])
        .filter(Boolean)
        .map((option) => optionItem(option)),
  };
}

async function external(element, place, query) {
  if (query.length < (element.min_query_length ?? 3)) return [];
  return optionItems(
    (await place.context.options?.({ blockId: place.blockId, actionId: element.action_id, value: query })) ??
      {},
  );
}
