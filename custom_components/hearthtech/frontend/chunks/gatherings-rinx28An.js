import{B as e,C as t,H as n,R as r,U as i,V as a,W as o,_ as s,d as c,r as l,s as u,z as d}from"./lit-ByipWQVB.js";import{G as f,H as p,U as m,V as h,_ as g,b as _,v,x as y,y as b}from"./shared-B_kjcvt3.js";import{ct as x,it as S}from"./icons-Cr88j4gc.js";import{et as C}from"./parts-BS337TDt.js";import{t as w}from"./qr-code-DPRW2gJM.js";var T=[`taste`,`look`,`warmth`,`story`],E=[`starter`,`main`,`side`,`salad`,`bread`,`dessert`,`drink`,`other`],D=[`by_hand`,`guided`,`autopilot`],O={love:`❤️`,yum:`😋`,wow:`😮`,laugh:`😄`,spicy:`🌶️`,recipe_please:`📖`};async function k(e){await e.loadBackendTranslation?.(`selector`,`hearthtech`)}function A(e,t){for(let n of[`allergen`,`diet`]){let r=e.localize?.(`component.hearthtech.selector.${n}.options.${t}`);if(r)return r}return t.replaceAll(`_`,` `)}function j(e,t,n){let r=n.count===null?``:t.number(Math.ceil(n.count)),i=n.what;return n.kind===`no_course`&&(i=t.t(`g_course_${n.what}`)),n.kind===`nothing_safe`&&(i=A(e,n.what)),t.t(`g_gap_${n.kind}`,{what:i,count:r})}function M(e,t){return e.t(`g_rsvp_${t.rsvp}`,{count:e.number(t.heads)})}function N(e,t){return new Intl.DateTimeFormat(e.language,{weekday:`long`,day:`numeric`,month:`long`,year:`numeric`,hour:`2-digit`,minute:`2-digit`}).format(new Date(t))}function P(e){window.open(e,`_blank`,`noopener`)}var F=o` section{display:flex;flex-direction:column;gap:var(--ht-space-3);min-inline-size:0;padding:var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:var(--ht-surface)}h2{margin:0;font-size:var(--ht-size-20);font-weight:500;line-height:1.35;overflow-wrap:anywhere}h3{margin:0;font-size:var(--ht-size-16);font-weight:500;line-height:1.35}p{margin:0;overflow-wrap:anywhere}.soft{font-size:var(--ht-size-14);line-height:1.45;color:var(--ht-text-2)}.story{font-family:ui-serif,Georgia,serif;white-space:pre-line}.actions{display:flex;flex-wrap:wrap;align-items:end;gap:var(--ht-space-2)}.actions ht-field{flex:1 1 12em}label.field{flex:1 1 12em}section > label.field{flex:none}label.tick{display:flex;align-items:center;gap:var(--ht-space-2);min-block-size:48px;font-size:inherit;color:inherit}label.tick input{inline-size:22px;block-size:22px;accent-color:var(--ht-accent)}ul{margin:0;padding-inline-start:1.2em}.place{font-size:var(--ht-size-20);font-weight:500;color:var(--ht-heat-text)}`,I=[m,F],L=class extends e{constructor(...e){super(...e),this.connected=!1,this.failure=``,this.busy=!1}get locked(){return this.busy||!this.connected}async run(e,t={}){this.failure=``,this.busy=!0;try{let n=await b(this.hass,e,{gathering:this.gathering.id,...t});return this.dispatchEvent(new CustomEvent(`changed`,{bubbles:!0,composed:!0})),n}catch(e){this.failure=await y(this.hass,this.locale,e);return}finally{this.busy=!1}}renderFailure(){return n`<ht-failure .text=${this.failure}></ht-failure>`}written(e){return this.renderRoot.querySelector(`#${e}`)?.value.trim()??``}empty(...e){for(let t of e){let e=this.renderRoot.querySelector(`#${t}`);e!==null&&(e.value=``)}}ticked(e){return this.renderRoot.querySelector(`#${e}`)?.checked??!1}};h([d({attribute:!1})],L.prototype,`hass`,void 0),h([d({attribute:!1})],L.prototype,`locale`,void 0),h([d({attribute:!1})],L.prototype,`gathering`,void 0),h([d({attribute:!1})],L.prototype,`list`,void 0),h([d({type:Boolean})],L.prototype,`connected`,void 0),h([r()],L.prototype,`failure`,void 0),h([r()],L.prototype,`busy`,void 0);var R=class extends L{constructor(...e){super(...e),this.sure=!1}static{this.styles=[p,I]}render(){let{locale:e}=this;return n`${this.renderOutside()}
<section>
<h2>${e.t(`g_print`)}</h2>
<div class="actions">
<ht-button label=${e.t(`g_cards`)} ?disabled=${this.locked} @click=${()=>this.page(`cards`)}></ht-button>
<ht-button label=${e.t(`g_keepsake`)} ?disabled=${this.locked} @click=${()=>this.page(`keepsake`)}
></ht-button>
${this.hass.user?.is_admin?n`<ht-button label=${e.t(`g_archive`)} ?disabled=${this.locked} @click=${()=>this.page(`archive`)}
></ht-button>`:a}
</div>
${this.renderFailure()}
</section>
${this.renderReviews()}${this.renderTimeline()}${this.renderEnd()}`}renderOutside(){let{locale:e,pasted:t,gathering:r}=this;if(!r.open)return a;let i=t===void 0?[]:[...t.known,...t.refused,...t.damaged];return n`<section>
<h2>${e.t(`g_outside`)}</h2>
<p class="soft">${e.t(`g_outside_how`)}</p>
<div class="actions">
<ht-button label=${e.t(`g_outside_file`)} ?disabled=${this.locked} @click=${()=>this.page(`outside`)}
></ht-button>
</div>
<label class="field">${e.t(`g_paste`)}<textarea id="paste"></textarea></label>
<div class="actions">
<ht-button label=${e.t(`g_paste_take`)} ?disabled=${this.locked} @click=${this.paste}></ht-button>
</div>
<div role="status">
${t===void 0?a:n`<p>
${e.t(`g_pasted`,{taken:t.taken.join(`, `)||`–`,votes:e.number(t.votes)})}
</p>
${i.length===0?a:n`<p>${e.t(`g_pasted_refused`,{names:i.join(`, `)})}</p>`}`}
</div>
</section>`}renderReviews(){let{locale:e,gathering:t}=this;return n`<section>
<h2>${e.t(`g_reviews`)}</h2>
${t.reviews.map(e=>this.renderReview(e))}
<label class="field"
>${e.t(`g_dish_name`)}<select id="reviewed">
<option value="">${e.t(`g_whole_meal`)}</option>
${t.dishes.filter(e=>!e.still_needed).map(e=>n`<option value=${e.id}>${e.name}</option>`)}
</select></label
>
<div class="actions">
<ht-field id="critic" label=${e.t(`g_critic`)} maxlength="80"></ht-field>
${T.map(t=>n`<label class="field"
>${e.t(`g_${t}`)}<select id="stars-${t}">
<option value=""></option>
${[0,1,2,3,4,5].map(t=>n`<option value=${t}>${e.number(t)}</option>`)}
</select></label
>`)}
</div>
<label class="field">${e.t(`g_review_words`)}<textarea id="review" maxlength="10000"></textarea></label>
<div class="actions">
<ht-button label=${e.t(`g_review_add`)} ?disabled=${this.locked} @click=${this.review}></ht-button>
</div>
</section>`}renderReview(e){let{locale:t}=this,r=T.filter(t=>e.stars[t]!==void 0).map(n=>t.t(`g_stars`,{dimension:t.t(`g_${n}`),stars:e.stars[n]??0}));return n`<blockquote>
<p class="story">${e.words}</p>
<p class="soft">${[e.critic,this.dishName(e.dish_id),...r].join(` · `)}</p>
</blockquote>`}renderTimeline(){let{locale:e,gathering:t}=this;if(t.timeline.length===0)return a;let r=new Intl.DateTimeFormat(e.language,{hour:`2-digit`,minute:`2-digit`});return n`<section>
<h2>${e.t(`g_timeline`)}</h2>
<ul>
${t.timeline.slice(-100).map(e=>n`<li>
${e.at===null?``:r.format(new Date(e.at))} ${O[e.reaction]??``}
${this.dishName(e.dish_id)}
</li>`)}
</ul>
</section>`}renderEnd(){let{locale:e,gathering:t}=this;return n`<section>
<h2>${e.t(`g_end`)}</h2>
${t.open?n`<p class="soft">${e.t(`g_close_how`)}</p>
<div class="actions">
<ht-button label=${e.t(`g_close`)} ?disabled=${this.locked} @click=${()=>this.run(`close_gathering`)}
></ht-button>
</div>`:a}
<div class="actions">
<ht-button kind=${this.sure?`stop`:`plain`} label=${e.t(this.sure?`g_delete_sure`:`g_delete`)} ?disabled=${this.locked} @click=${this.removeGathering}
></ht-button>
</div>
</section>`}dishName(e){return this.gathering.dishes.find(t=>t.id===e)?.name??this.locale.t(`g_whole_meal`)}async page(e){let t=await this.run(`get_gathering_page`,{page:e});t!==void 0&&P(t.path)}async paste(){let e=this.written(`paste`);e!==``&&(this.pasted=await this.run(`paste_answers`,{text:e}),this.pasted!==void 0&&this.empty(`paste`))}async review(){let e=T.map(e=>[e,this.written(`stars-${e}`)]),t=Object.fromEntries(e.filter(([,e])=>e!==``).map(([e,t])=>[e,Number(t)])),n=this.written(`critic`),r=this.written(`review`);if(r===``&&Object.keys(t).length===0)return;let i={dish:this.written(`reviewed`),words:r,...t,...n===``?{}:{critic:n}};await this.run(`add_review`,i)!==void 0&&this.empty(`review`,`critic`)}async removeGathering(){this.sure?await this.run(`remove_gathering`)!==void 0&&this.dispatchEvent(new CustomEvent(`gone`,{bubbles:!0,composed:!0})):this.sure=!0}};h([r()],R.prototype,`pasted`,void 0),h([r()],R.prototype,`sure`,void 0),R=h([f(`ht-afterwards-section`)],R);var z=[1,2,3,4,5],B=class extends L{constructor(...e){super(...e),this.note=``}static{this.styles=[p,I]}render(){let{locale:e,gathering:t}=this;return n`<section>
<h2>${e.t(`g_cook_off`)}</h2>
${t.result===null?this.renderVote():this.renderResult(t.result.entries)}
${this.renderFailure()}
</section>`}renderVote(){let{locale:e,gathering:t}=this;if(t.stage===`planning`){let r=t.dishes.filter(e=>e.competes&&!e.still_needed).length;return n`<p class="soft">${e.t(`g_cook_off_how`)}</p>
<div class="actions">
<ht-button kind="primary" label=${e.t(`g_open_vote`)} ?disabled=${this.locked||r<2||!t.open} @click=${()=>this.run(`open_voting`)}
></ht-button>
</div>`}return n`<p>${e.t(`g_letters`,{letters:t.letters.join(`, `)})}</p>
<p role="status">${e.t(`g_ballots`,{count:e.number(t.ballots)})}</p>
${t.voting?this.renderPaper():a}
<div class="actions">
<ht-button kind="primary" label=${e.t(`g_reveal`)} ?disabled=${this.locked} @click=${()=>this.run(`close_voting`)}
></ht-button>
</div>`}renderPaper(){let{locale:e,gathering:t}=this;return n`<div class="actions">
<ht-field id="count" label=${e.t(`g_paper_count`)} inputmode="numeric" value="10" maxlength="3"></ht-field>
<ht-button label=${e.t(`g_paper_print`)} ?disabled=${this.locked} @click=${this.print}></ht-button>
</div>
<ht-field id="code" label=${e.t(`g_paper_code`)} maxlength="20"></ht-field>
${t.letters.map(t=>n`<div class="actions">
${T.map(r=>n`<label class="field"
>${e.t(`g_score`,{letter:t,dimension:e.t(`g_${r}`)})}<select id="s-${t}-${r}"
>
<option value=""></option>
${z.map(t=>n`<option value=${t}>${e.number(t)}</option>`)}
</select></label
>`)}
</div>`)}
<div class="actions">
<ht-button label=${e.t(`g_paper_enter`)} ?disabled=${this.locked} @click=${this.count}></ht-button>
<span role="status">${this.note}</span>
</div>`}renderResult(e){let{locale:t,gathering:r}=this;return n`<ht-list>
${e.map(e=>{let r=e.place===null?t.t(`g_no_scores`):t.t(`g_place_n`,{place:t.number(e.place)}),i=new Intl.NumberFormat(t.language,{maximumFractionDigits:2}),a=[e.cook,e.letter,e.technique===null?``:t.t(`g_technique_${e.technique}`),e.score===null?``:i.format(e.score)];return n`<ht-row>
<span slot="start" class="place">${r}${e.tied?` (${t.t(`g_tie`)})`:``}</span>
${e.dish}
<p class="soft">${a.filter(e=>e!==``).join(` · `)}</p>
</ht-row>`})}
</ht-list>
<p class="soft">${t.t(`g_ballots`,{count:t.number(r.result?.ballots??0)})}</p>`}async print(){let e=Number.parseInt(this.written(`count`),10),t=await this.run(`create_paper_ballots`,{count:e});t!==void 0&&P(t.path)}async count(){let e={};for(let t of this.gathering.letters){let n=T.map(e=>[e,this.written(`s-${t}-${e}`)]).filter(([,e])=>e!==``);n.length>0&&(e[t]=Object.fromEntries(n.map(([e,t])=>[e,Number(t)])))}this.note=``;let t=await this.run(`count_paper_ballot`,{code:this.written(`code`),scores:e});if(t!==void 0){this.note=this.locale.t(t.replaced?`g_paper_replaced`:`g_paper_counted`),this.empty(`code`);for(let e of this.renderRoot.querySelectorAll(`select`))e.value=``}}};h([r()],B.prototype,`note`,void 0),B=h([f(`ht-cook-off-section`)],B);var V=class extends L{static{this.styles=[p,I]}render(){let{locale:e,gathering:t}=this;return n`<section>
<h2>${e.t(`g_dishes`)}</h2>
${t.dishes.length===0?a:n`<ht-list>${t.dishes.map(e=>this.renderDish(e))}</ht-list>`}
<div class="actions">
<ht-field id="dish" label=${e.t(`g_dish_name`)} maxlength="80"></ht-field>
<label class="field"
>${e.t(`g_course`)}<select id="course">
${E.map(t=>n`<option value=${t}>${e.t(`g_course_${t}`)}</option>`)}
</select></label
>
<ht-field id="portions" label=${e.t(`g_portions_field`)} inputmode="decimal" value="4"></ht-field>
<label class="field"
>${e.t(`g_technique`)}<select id="technique">
<option value="">${e.t(`g_technique_none`)}</option>
${D.map(t=>n`<option value=${t}>${e.t(`g_technique_${t}`)}</option>`)}
</select></label
>
</div>
<label class="tick"><input id="competes" type="checkbox" />${e.t(`g_compete`)}</label>
<div class="actions">
<ht-button label=${e.t(`g_request`)} ?disabled=${this.locked} @click=${this.request}></ht-button>
<ht-button label=${e.t(`g_add`)} ?disabled=${this.locked} @click=${this.add}></ht-button>
</div>
${this.renderFailure()}
</section>`}renderDish(e){let{locale:t}=this,r={name:e.name},i=[t.t(`g_course_${e.course}`),e.portions>0?t.t(`g_portions`,{count:t.number(e.portions)}):``,e.still_needed?t.t(`g_still_needed`):e.cook,e.competes?t.t(`g_entry`):``,e.consent&&e.recipe_text!==``&&e.recipe_id===null?t.t(`g_consents`):``,e.recipe_id===null?``:t.t(`g_in_book`)];return n`<ht-row>
${e.name}
<p class="soft">${i.filter(e=>e!==``).join(` · `)}</p>
${e.consent&&e.recipe_text!==``&&e.recipe_id===null?n`<ht-button slot="end"
compact .icon=${x} label=${t.t(`g_take`,r)} ?disabled=${this.locked} @click=${()=>this.run(`take_recipe`,{dish:e.id})}
></ht-button>`:a}
<ht-button slot="end"
compact .icon=${c} label=${t.t(`g_remove`,r)} ?disabled=${this.locked} @click=${()=>this.run(`remove_dish`,{dish:e.id})}
></ht-button>
</ht-row>`}fields(){let e=this.written(`dish`),t=Number(this.written(`portions`).replace(`,`,`.`));if(e!==``)return{name:e,course:this.written(`course`),portions:Number.isFinite(t)?t:0}}async request(){let e=this.fields();e!==void 0&&await this.run(`request_dish`,e)!==void 0&&this.empty(`dish`)}async add(){let e=this.fields();if(e===void 0)return;let t=this.written(`technique`),n={competes:this.ticked(`competes`),...t===``?{}:{technique:t}};if(await this.run(`add_dish`,{...e,...n})===void 0)return;this.empty(`dish`,`technique`);let r=this.renderRoot.querySelector(`#competes`);r!==null&&(r.checked=!1)}};V=h([f(`ht-dishes-section`)],V);var H=class extends e{constructor(...e){super(...e),this.courses=[`main`,`salad`,`dessert`,`drink`],this.failure=``,this.saving=!1}static{this.styles=[p,I,o` :host{display:flex;flex-direction:column;gap:var(--ht-space-3)}`]}firstUpdated(){this.gathering!==void 0&&(this.courses=this.gathering.courses)}render(){let{locale:e,gathering:t}=this,r=t===void 0?``:t.starts_at.slice(0,16);return n`<ht-field id="title" label=${e.t(`g_title`)} .value=${t?.title??``} maxlength="80"></ht-field>
<label class="field"
>${e.t(`g_when`)}<input id="starts" type="datetime-local" .value=${r}
/></label>
<ht-field id="place" label=${e.t(`g_place`)} .value=${t?.place??``} maxlength="200"></ht-field>
<label class="field"
>${e.t(`g_words`)}<textarea id="words" maxlength="2000" .value=${t?.words??``}></textarea>
</label>
<h3 id="wanted">${e.t(`g_wanted`)}</h3>
<div class="actions" role="group" aria-labelledby="wanted">
${E.map(t=>n`<ht-chip label=${e.t(`g_course_${t}`)} ?selected=${this.courses.includes(t)} @click=${()=>this.toggle(t)}
></ht-chip>`)}
</div>
<ht-failure .text=${this.failure}></ht-failure>
<div class="actions">
<ht-button kind="primary" label=${e.t(`g_save`)} ?disabled=${this.saving} @click=${this.save}></ht-button>
</div>`}toggle(e){this.courses=this.courses.includes(e)?this.courses.filter(t=>t!==e):[...this.courses,e]}text(e){return this.renderRoot.querySelector(`#${e}`)?.value.trim()??``}async save(){this.failure=``,this.saving=!0;let e={name:this.text(`title`),place:this.text(`place`),words:this.text(`words`),courses:this.courses,...this.text(`starts`)===``?{}:{starts_at:this.text(`starts`)}};try{let t=this.gathering?.id;t===void 0?t=(await b(this.hass,`create_gathering`,e)).gathering.id:await v(this.hass,`change_gathering`,{gathering:t,...e}),this.dispatchEvent(new CustomEvent(`saved`,{detail:t}))}catch(e){this.failure=await y(this.hass,this.locale,e)}finally{this.saving=!1}}};h([d({attribute:!1})],H.prototype,`hass`,void 0),h([d({attribute:!1})],H.prototype,`locale`,void 0),h([d({attribute:!1})],H.prototype,`gathering`,void 0),h([r()],H.prototype,`courses`,void 0),h([r()],H.prototype,`failure`,void 0),h([r()],H.prototype,`saving`,void 0),H=h([f(`ht-gathering-form`)],H);var U=class extends e{constructor(...e){super(...e),this.url=``,this.copied=!1}static{this.styles=[p,I,o` :host{display:flex;flex-wrap:wrap;align-items:center;gap:var(--ht-space-4)}svg{flex:0 0 auto;inline-size:min(100%,220px);border-radius:12px;background:#fff}.text{flex:1 1 12em;display:flex;flex-direction:column;gap:var(--ht-space-2);min-inline-size:0}code{overflow-wrap:anywhere}`]}willUpdate(e){e.has(`url`)&&(this.copied=!1)}render(){let{locale:e}=this;return n`${this.renderCode()}
<div class="text">
<p class="soft">${e.t(`g_link_once`)}</p>
<code>${this.url}</code>
<div class="actions">
<ht-button label=${e.t(this.copied?`g_copied`:`g_copy`)} @click=${this.copy}></ht-button>
${typeof navigator.share==`function`?n`<ht-button label=${e.t(`g_share`)} @click=${this.share}></ht-button>`:a}
</div>
</div>`}renderCode(){let e=w(this.url),t=``;for(let n=0;n<e.size;n+=1)for(let r=0;r<e.size;r+=1)e.get(r,n)&&(t+=`M${r},${n}h1v1h-1z`);let n=e.size+8;return i`<svg role="img" aria-label=${this.locale.t(`g_qr`)} viewBox="-4 -4 ${n} ${n}" shape-rendering="crispEdges">
<path d=${t} fill="#000"></path>
</svg>`}async copy(){try{await navigator.clipboard.writeText(this.url)}catch{let e=this.renderRoot.querySelector(`code`);e!==null&&getSelection()?.selectAllChildren(e);return}this.copied=!0}share(){navigator.share({url:this.url}).catch(()=>void 0)}};h([d({attribute:!1})],U.prototype,`locale`,void 0),h([d()],U.prototype,`url`,void 0),h([r()],U.prototype,`copied`,void 0),U=h([f(`ht-guest-link`)],U);var W=class extends L{static{this.styles=[p,I,o` .link{display:flex;flex-direction:column;gap:var(--ht-space-3);padding:var(--ht-space-3);border:1px solid var(--ht-line);border-radius:12px}`]}render(){let{locale:e,gathering:t,list:r}=this,i=t.open;return n`<section>
<h2>${e.t(`g_guests`)}</h2>
${r.guest_pages?a:n`<p class="soft">${e.t(`g_pages_off`)}</p>`}
${r.reachable?a:n`<p class="soft">${e.t(`g_unreachable`)}</p>`}
${t.guests.length===0?a:n`<ht-list>${t.guests.map(e=>this.renderGuest(e))}</ht-list>`}
${i?n`<div class="actions">
<ht-field id="name" label=${e.t(`g_guest_name`)} maxlength="80"></ht-field>
<ht-button kind="primary" label=${e.t(`g_invite`)} ?disabled=${this.locked} @click=${this.invite}
></ht-button>
<ht-button label=${e.t(`g_shared`)} ?disabled=${this.locked} @click=${this.share}></ht-button>
</div>`:a}
${this.renderFailure()}
<div role="status">${this.renderLink()}</div>
</section>`}renderGuest(e){let{locale:t}=this,r={name:e.name};return n`<ht-row>
${e.name}
<p class="soft">${M(t,e)}${e.invited?``:` · ${t.t(`g_unconfirmed`)}`}</p>
${e.invited?a:n`<ht-button slot="end"
compact .icon=${u} label=${t.t(`g_confirm`,r)} ?disabled=${this.locked} @click=${()=>this.run(`confirm_guest`,{guest:e.id})}
></ht-button>`}
<ht-button slot="end"
compact .icon=${s} label=${t.t(`g_revoke`,r)} ?disabled=${this.locked} @click=${()=>this.run(`revoke_links`,{guest:e.id})}
></ht-button>
<ht-button slot="end"
compact .icon=${c} label=${t.t(`g_remove`,r)} ?disabled=${this.locked} @click=${()=>this.run(`remove_guest`,{guest:e.id})}
></ht-button>
</ht-row>`}renderLink(){let{locale:e,shown:t}=this;return t===void 0?a:n`<div class="link">
<h3>${t.name===``?e.t(`g_shared`):e.t(`g_link_for`,{name:t.name})}</h3>
${t.url===null?n`<p class="soft">${e.t(`g_unreachable`)}</p>`:n`<ht-guest-link .locale=${e} url=${t.url}></ht-guest-link>`}
${t.name===``?a:n`<div class="actions">
<ht-button label=${e.t(`g_file`)} ?disabled=${this.locked} @click=${this.file}></ht-button>
</div>`}
</div>`}async invite(){let e=this.written(`name`);if(e===``)return;let t=await this.run(`invite_guest`,{name:e});t!==void 0&&(this.shown={...t,name:e},this.empty(`name`))}async share(){let e=await this.run(`invite_guest`);e!==void 0&&(this.shown={...e,name:``})}async file(){let e=this.shown?.code,t=await this.run(`get_gathering_page`,{page:`outside`,code:e});t!==void 0&&P(t.path)}};h([r()],W.prototype,`shown`,void 0),W=h([f(`ht-guests-section`)],W);var G=class extends L{constructor(...e){super(...e),this.changing=!1}static{this.styles=[p,I,o` :host,ht-afterwards-section{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));align-items:start;gap:var(--ht-space-4)}.head{grid-column:1 / -1}.head h2{font-size:var(--ht-size-28)}ht-afterwards-section{grid-column:1 / -1}.between{display:flex;flex-wrap:wrap;justify-content:space-between;gap:var(--ht-space-2)}`]}render(){let{hass:e,locale:t,gathering:r,list:i,connected:o}=this,s=n`<section class="head">
<div class="between">
<h2>${r.title}</h2>
<ht-label .text=${t.t(r.open?`g_stage_${r.stage}`:`g_closed`)}></ht-label>
</div>
<p>${N(t,r.starts_at)}${r.place?` · ${r.place}`:``}</p>
${r.words?n`<p class="story">${r.words}</p>`:a}
<div class="actions">
<ht-button label=${t.t(`g_change`)} ?disabled=${this.locked} @click=${()=>{this.changing=!0}}
></ht-button>
</div>
</section>`;return n`${s}${this.renderOverview()}
<ht-guests-section .hass=${e} .locale=${t} .gathering=${r} .list=${i} .connected=${o}
></ht-guests-section>
<ht-dishes-section .hass=${e} .locale=${t} .gathering=${r} .list=${i} .connected=${o}
></ht-dishes-section>
<ht-cook-off-section .hass=${e} .locale=${t} .gathering=${r} .list=${i} .connected=${o}
></ht-cook-off-section>
<ht-afterwards-section .hass=${e} .locale=${t} .gathering=${r} .list=${i} .connected=${o}
></ht-afterwards-section>
<ht-sheet .open=${this.changing} heading=${t.t(`g_change`)} .closeLabel=${t.t(`close`)} @closed=${()=>{this.changing=!1}}
>
${this.changing?n`<ht-gathering-form .hass=${e} .locale=${t} .gathering=${r} @saved=${()=>{this.changing=!1,this.dispatchEvent(new CustomEvent(`changed`,{bubbles:!0,composed:!0}))}}
></ht-gathering-form>`:a}
</ht-sheet>`}renderOverview(){let{hass:e,locale:t,gathering:r}=this,{overview:i}=r,o=Object.entries(i.needs.counts);return n`<section>
<h2>${t.t(`g_overview`)}</h2>
<p>
${[t.t(`g_coming`,{count:t.number(i.coming)}),t.t(`g_maybe`,{count:t.number(i.maybe)}),t.t(`g_portions`,{count:t.number(i.portions)})].join(` · `)}
</p>
${i.unanswered.length===0?a:n`<p>${t.t(`g_open_answers`,{names:i.unanswered.join(`, `)})}</p>`}
<h3>${t.t(`g_missing`)}</h3>
${i.gaps.length===0?n`<ht-label tone="good" .icon=${u} .text=${t.t(`g_complete`)}></ht-label>`:n`<ul>${i.gaps.map(r=>n`<li>${j(e,t,r)}</li>`)}</ul>`}
${i.needs.severe.map(r=>n`<ht-label tone="fault" .icon=${l} .text=${t.t(`g_severe`,{what:A(e,r)})}
></ht-label>`)}
${i.needs.answers===0?n`<p class="soft">${t.t(`g_needs_few`)}</p>`:n`<h3>${t.t(`g_needs`,{count:t.number(i.needs.answers)})}</h3>
<ul>${o.map(([r,i])=>n`<li>${A(e,r)}: ${t.number(i)}</li>`)}</ul>`}
</section>`}};h([r()],G.prototype,`changing`,void 0),G=h([f(`ht-gathering`)],G);var K=5e3,q=/^(gathering_|guest_|gap_|voting_|winner_)/,J=class extends C{constructor(...e){super(...e),this.failure=``,this.making=!1,this.lists=new g,this.details=new g,this.stopListening=()=>void 0,this.again=0}static{this.styles=[p,I,o` :host{display:block;max-inline-size:1100px;margin-inline:auto}.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:var(--ht-space-2);padding-block-end:var(--ht-space-3)}a{color:inherit;font-weight:500;display:inline-flex;align-items:center;min-block-size:48px}`]}connectedCallback(){super.connectedCallback(),this.hass!==void 0&&this.begin()}disconnectedCallback(){super.disconnectedCallback(),this.stopListening(),clearTimeout(this.again)}firstUpdated(){this.begin(),k(this.hass).then(()=>this.requestUpdate(),()=>void 0)}begin(){this.stopListening(),this.stopListening=this.feeds.changes.on(e=>{(e.type===`kitchen`||q.test(e.kind??``))&&this.readSoon()}),this.read()}updated(e){e.has(`rest`)&&this.hasUpdated&&e.get(`rest`)!==void 0&&(this.detail?.id!==this.rest[0]&&(this.detail=void 0),this.read())}readSoon(e=300){clearTimeout(this.again),this.again=window.setTimeout(()=>{document.visibilityState===`hidden`?this.readSoon(K):this.isConnected&&this.read()},e)}read(){let e=async e=>{this.failure=await y(this.hass,this.locale,e)};this.lists.of(_(this.hass,`gatherings`),e=>{this.list=e,this.failure=``},e);let[t]=this.rest;t!==void 0&&this.details.of(_(this.hass,`gathering`,{gathering:t}),e=>{this.detail=e,e.voting&&this.readSoon(K)},e)}render(){let{locale:e,list:r}=this,i=n`<ht-failure .text=${this.failure} .retryLabel=${e.t(`retry`)} @retry=${()=>this.read()}
></ht-failure>`;return r===void 0?this.failure?i:n`<ht-label .text=${e.t(`loading`)}></ht-label>`:this.rest[0]===void 0?n`${i}
<div class="top">
<h2>${e.t(`gatherings`)}</h2>
<ht-button kind="primary" .icon=${t} label=${e.t(`g_new`)} ?disabled=${!this.connected} @click=${()=>{this.making=!0}}
></ht-button>
</div>
${r.gatherings.length===0?n`<ht-empty-state .icon=${S} heading=${e.t(`g_none`)} text=${e.t(`g_none_text`)}
></ht-empty-state>`:n`<section>
<ht-list>${[...r.gatherings].reverse().map(e=>this.renderRow(e))}</ht-list>
</section>`}
<ht-sheet .open=${this.making} heading=${e.t(`g_new`)} .closeLabel=${e.t(`close`)} @closed=${()=>{this.making=!1}}
>
${this.making?n`<ht-gathering-form .hass=${this.hass} .locale=${e} @saved=${e=>{this.making=!1,this.navigate([`gatherings`,e.detail])}}
></ht-gathering-form>`:a}
</ht-sheet>`:n`<div class="top">
<ht-button label=${e.t(`g_all`)} @click=${()=>this.navigate([`gatherings`])}></ht-button>
</div>
${i}
${this.detail===void 0?n`<ht-label .text=${this.failure?``:e.t(`loading`)}></ht-label>`:n`<ht-gathering .hass=${this.hass} .locale=${e} .gathering=${this.detail} .list=${r} .connected=${this.connected} @changed=${()=>this.read()} @gone=${()=>this.navigate([`gatherings`],!0)}
></ht-gathering>`}`}renderRow(e){let{locale:t}=this;return n`<ht-row>
<a href=${this.href(`gatherings`,e.id)} @click=${t=>{t.ctrlKey||t.metaKey||t.shiftKey||t.button!==0||(t.preventDefault(),this.navigate([`gatherings`,e.id]))}}
>${e.title}</a
>
<p class="soft">${N(t,e.starts_at)}${e.place?` · ${e.place}`:``}</p>
<ht-label slot="end" .text=${t.t(e.open?`g_stage_${e.stage}`:`g_closed`)}></ht-label>
</ht-row>`}};h([r()],J.prototype,`list`,void 0),h([r()],J.prototype,`detail`,void 0),h([r()],J.prototype,`failure`,void 0),h([r()],J.prototype,`making`,void 0),J=h([f(`ht-gatherings`)],J);export{J as Gatherings};